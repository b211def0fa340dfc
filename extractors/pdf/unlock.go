package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
	"slices"
)

// lock is the encryption dictionary of a file (ISO 32000-2, 7.6.3 and 7.6.4).
type lock struct {
	object  object
	dict    opDict
	id      string // the first half of the file's identifier
	objects []object
}

func findLock(data []byte) (lock, bool) {
	l := lock{objects: objects(data)}
	for _, o := range l.objects {
		if d := o.dict(data); isNamed(d, "/Filter", "/Standard") {
			v, _ := (&lexer{b: d}).next()
			l.object = o
			l.dict, _ = v.(opDict)
		}
	}
	id := entry(data, "/ID")
	v, _ := (&lexer{b: id[:min(len(id), 1024)]}).next()
	if pair, ok := v.(opArray); ok && len(pair) > 0 {
		l.id, _ = pair[0].(string)
	}
	return l, l.dict != nil
}

func (l lock) integer(key string) int {
	n, _ := l.dict[key].(float64)
	return int(n)
}

func (l lock) bytes(key string) []byte {
	s, _ := l.dict[key].(string)
	return []byte(s)
}

// method is the cipher that the file's streams are locked by: V2, AESV2, AESV3 or "".
func (l lock) method() opName {
	filters, _ := l.dict["CF"].(opDict)
	name, _ := l.dict["StmF"].(opName)
	filter, _ := filters[string(name)].(opDict)
	method, _ := filter["CFM"].(opName)
	return method
}

// unlock gives a file that PDFium cannot unlock in a form that it can, for two kinds that
// no password of a reader opens though other programs ask for none; nil for others.
func unlock(data []byte) []byte {
	l, ok := findLock(data)
	switch {
	case !ok:
		return nil
	case l.integer("V") == 4 && l.method() == "V2" && l.integer("Length") < 128:
		return l.shortKey(data)
	case l.integer("R") >= 5 && l.method() == "AESV3":
		return l.emptyOwner(data)
	}
	return nil
}

// padding stands for an empty password (ISO 32000-1, 7.6.3.3, algorithm 2).
const padding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// shortKey deciphers the streams of a file whose crypt filter has a key of less than 128
// bits. Its writer lengthened the key with zeros, which no standard says. Strings stay
// as they are, so what the file says of itself is left out.
func (l lock) shortKey(data []byte) []byte {
	n := l.integer("Length") / 8
	if n < 5 || n > 15 {
		return nil
	}
	hash := md5.New()
	hash.Write([]byte(padding))
	hash.Write(l.bytes("O"))
	hash.Write(binary.LittleEndian.AppendUint32(nil, uint32(int32(l.integer("P")))))
	hash.Write([]byte(l.id))
	clear := l.dict["EncryptMetadata"] == opWord("false")
	if clear {
		hash.Write([]byte("\xff\xff\xff\xff"))
	}
	sum := [md5.Size]byte(hash.Sum(nil))
	for range 50 {
		sum = md5.Sum(sum[:n])
	}
	key := make([]byte, 16)
	copy(key, sum[:n])
	if !l.opens(key[:n]) {
		return nil
	}
	out := bytes.Clone(data)
	for _, o := range l.objects {
		d := o.dict(data)
		if o.stream == 0 || isNamed(d, "/Type", "/XRef") || clear && isNamed(d, "/Type", "/Metadata") {
			continue
		}
		from, to := content(data, o)
		local := binary.LittleEndian.AppendUint32(slices.Clone(key), uint32(o.number))[:19]
		local = append(local, byte(o.generation), byte(o.generation>>8))
		own := md5.Sum(local)
		c, _ := rc4.NewCipher(own[:])
		c.XORKeyStream(out[from:to], out[from:to])
	}
	for _, name := range []string{"/Encrypt ", "/Info "} {
		out = bytes.ReplaceAll(out, []byte(name), []byte("/Was"+name[4:]))
	}
	return out
}

// opens reports whether a key is that of the empty password (algorithms 5 and 6).
func (l lock) opens(key []byte) bool {
	sum := md5.Sum([]byte(padding + l.id))
	check := sum[:]
	for i := range 20 {
		k := slices.Clone(key)
		for j := range k {
			k[j] ^= byte(i)
		}
		c, _ := rc4.NewCipher(k)
		c.XORKeyStream(check, check)
	}
	return bytes.HasPrefix(l.bytes("U"), check)
}

// content is where the bytes of an object's stream stand.
func content(data []byte, o object) (from, to int) {
	from = o.stream + len("stream")
	if from < len(data) && data[from] == '\r' {
		from++
	}
	if from < len(data) && data[from] == '\n' {
		from++
	}
	value := entry(o.dict(data), "/Length")
	if _, _, indirect := reference(value); !indirect {
		if n, _, ok := integer(value); ok && n >= 0 && n <= len(data)-from {
			return from, from + n
		}
	}
	n := bytes.Index(data[from:], []byte("endstream"))
	if n < 0 {
		n = len(data) - from
	}
	return from, from + n
}

// emptyOwner gives the empty user's password to a file whose owner's password is empty:
// PDFium does not try it. The file's key stays the same; it is appended as the other
// password's, in an update (ISO 32000-2, 7.6.4.3.3 and 7.5.6).
func (l lock) emptyOwner(data []byte) []byte {
	const length = 48 // a hash, and two salts of eight bytes
	o, u, oe := l.bytes("O"), l.bytes("U"), l.bytes("OE")
	if len(o) < length || len(u) < length || len(oe) != 32 {
		return nil
	}
	o, u = o[:length], u[:length]
	revision := l.integer("R")
	if !bytes.Equal(hardened(revision, o[32:40], u), o[:32]) {
		return nil
	}
	key := make([]byte, 32)
	none := make([]byte, aes.BlockSize)
	b, _ := aes.NewCipher(hardened(revision, o[40:48], u))
	cipher.NewCBCDecrypter(b, none).CryptBlocks(key, oe)

	salt := none[:8]
	user := slices.Concat(hardened(revision, salt, nil), salt, salt)
	b, _ = aes.NewCipher(hardened(revision, salt, nil))
	cipher.NewCBCEncrypter(b, none).CryptBlocks(key, key)

	at := bytes.LastIndex(data, []byte("startxref"))
	root, size := bytes.LastIndex(data, []byte("/Root")), bytes.LastIndex(data, []byte("/Size"))
	if at < 0 || root < 0 || size < 0 || l.id == "" {
		return nil
	}
	catalog, _, ok := reference(entry(data[root:], "/Root"))
	count, _, _ := integer(entry(data[size:], "/Size"))
	before, _, found := integer(bytes.TrimSpace(data[at+len("startxref"):]))
	if !ok || !found {
		return nil
	}
	metadata := ""
	if l.dict["EncryptMetadata"] == opWord("false") {
		metadata = "/EncryptMetadata false"
	}
	out := bytes.NewBuffer(bytes.Clone(data))
	out.WriteString("\n")
	here := out.Len()
	fmt.Fprintf(out, "%d 0 obj\n<</Filter/Standard/V 5/R %d/Length 256/P %d%s/CF<</StdCF<</AuthEvent/DocOpen/CFM/AESV3/Length 32>>>>/StmF/StdCF/StrF/StdCF/O<%x>/OE<%x>/U<%x>/UE<%x>/Perms<%x>>>\nendobj\n",
		l.object.number, revision, l.integer("P"), metadata, o, oe, user, key, l.bytes("Perms"))
	table := out.Len()
	fmt.Fprintf(out, "xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Encrypt %d 0 R/ID[<%x><%x>]/Prev %d>>\nstartxref\n%d\n%%%%EOF\n",
		l.object.number, here, max(count, l.object.number+1), catalog, l.object.number, l.id, l.id, before, table)
	return out.Bytes()
}

// hardened is the hash of the empty password with a salt, and with the user's entry for
// the owner's (algorithm 2.B; revision 5 is the plain hash of an extension of Adobe's).
func hardened(revision int, salt, user []byte) []byte {
	sum := sha256.Sum256(slices.Concat(salt, user))
	k := sum[:]
	if revision == 5 {
		return k
	}
	for round := 0; ; round++ {
		e := bytes.Repeat(slices.Concat(k, user), 64)
		b, _ := aes.NewCipher(k[:16])
		cipher.NewCBCEncrypter(b, k[16:32]).CryptBlocks(e, e)
		rest := 0
		for _, c := range e[:16] {
			rest += int(c)
		}
		switch rest % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if round >= 63 && int(e[len(e)-1]) <= round-31 {
			return k[:32]
		}
	}
}
