package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"prejury/extractors/document"
	"prejury/extractors/input"
)

// readMended reads a file that must open as a sample of two pages does.
func readMended(t *testing.T, data []byte) *document.Document {
	t.Helper()
	doc, err := Read(t.Context(), input.Source{Name: "x.pdf", Data: data}, input.Options{Engine: "pdfium", CacheDir: cacheDir(t)})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Count.Total != 2 || doc.Pages[1].Words < 30 {
		t.Errorf("count %+v, pages %+v", doc.Count, doc.Pages)
	}
	return doc
}

func warned(doc *document.Document, code string) bool {
	return slices.ContainsFunc(doc.Warnings, func(w document.Warning) bool { return w.Code == code })
}

func twoPages() []byte { return sample(text(70, 720, lines...), text(70, 720, lines...)) }

func TestRebuild(t *testing.T) {
	whole := twoPages()
	trailer := bytes.LastIndex(whole, []byte("trailer"))
	table := bytes.LastIndex(whole, []byte("xref\n0"))
	for name, data := range map[string][]byte{
		"no header":        bytes.Replace(whole, []byte("%PDF-1.7"), []byte("%\xe2\xe3\xcf\xd3---"), 1),
		"trailer cut":      slices.Concat(whole[:trailer], []byte("trailer\n<</ID [<9\x04\xff")),
		"nothing after it": whole[:table],
	} {
		t.Run(name, func(t *testing.T) {
			if doc := readMended(t, data); !warned(doc, document.WarnDamaged) {
				t.Errorf("warnings %v", doc.Warnings)
			}
			doc, err := Read(t.Context(), input.Source{Name: "x.pdf", Data: data}, input.Options{Engine: "go"})
			if err != nil {
				t.Fatalf("the engine in Go: %v", err)
			}
			if doc.Count.Total != 2 || doc.Pages[1].Words < 30 || !warned(doc, document.WarnDamaged) {
				t.Errorf("the engine in Go: count %+v, pages %+v, warnings %v", doc.Count, doc.Pages, doc.Warnings)
			}
		})
	}
}

func TestRebuildRefusesWhatMayHaveLostPages(t *testing.T) {
	whole := twoPages()
	page := bytes.LastIndex(whole, []byte("/Type/Page/"))
	for name, data := range map[string][]byte{
		"cut in the first page's text": whole[:bytes.Index(whole, []byte("stream"))+40],
		"cut before the catalogue":     whole[:bytes.Index(whole, []byte("/Catalog"))],
		"a page without its object":    bytes.Replace(whole, []byte("/Type/Page/"), []byte("/Tipe/Page/"), 1),
		"fewer pages than counted":     bytes.Replace(whole, []byte("/Count 2"), []byte("/Count 3"), 1),
		"pages in a loop":              bytes.Replace(whole, []byte("/Kids[4 0 R"), []byte("/Kids[7 0 R"), 1),
		"objects inside others":        slices.Concat(whole[:page], []byte("/Type/ObjStm/"), whole[page:]),
		"no object":                    []byte("%PDF-1.7\nobj endobj 0 obj -1 0 obj 99999999999 0 obj"),
		"empty":                        nil,
	} {
		if rebuild(data) != nil {
			t.Errorf("%s: rebuilt", name)
		}
	}
}

// withLock adds an encryption dictionary to a sample, whose streams are ciphered in place
// by lock.
func withLock(data []byte, dict string, lock func(o object, b []byte) []byte) []byte {
	var w writer
	for _, o := range objects(data) {
		body := strings.TrimSpace(string(data[o.body:o.end]))
		if o.stream > 0 {
			from, to := content(data, o)
			b := lock(o, data[from:to])
			body = fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(b), b)
		}
		w.add("%s", body)
	}
	at := w.add("%s", dict)
	root := slices.IndexFunc(w.objects, func(s string) bool { return strings.Contains(s, "/Catalog") }) + 1
	w.info = fmt.Sprintf("/Encrypt %d 0 R/ID[<%x><%x>]", at, identifier, identifier)
	return w.bytes(root)
}

const identifier = "0123456789abcdef"

func TestUnlockShortKey(t *testing.T) {
	const bits, permissions = 40, -3392
	owner := strings.Repeat("\x5a", 32)
	key := md5.Sum(slices.Concat([]byte(padding), []byte(owner), binary.LittleEndian.AppendUint32(nil, uint32(0x100000000+permissions)), []byte(identifier), []byte("\xff\xff\xff\xff")))
	for range 50 {
		key = md5.Sum(key[:bits/8])
	}
	sum := md5.Sum([]byte(padding + identifier))
	user := sum[:]
	for i := range 20 {
		k := slices.Clone(key[:bits/8])
		for j := range k {
			k[j] ^= byte(i)
		}
		c, _ := rc4.NewCipher(k)
		c.XORKeyStream(user, user)
	}
	dict := fmt.Sprintf("<</CF<</StdCF<</AuthEvent/DocOpen/CFM/V2/Length 5>>>>/EncryptMetadata false/Filter/Standard/Length %d/O<%x>/P %d/R 4/StmF/StdCF/StrF/StdCF/U<%x%032x>/V 4>>", bits, owner, permissions, user, 0)
	data := withLock(twoPages(), dict, func(o object, b []byte) []byte {
		long := slices.Concat(key[:bits/8], make([]byte, 11), []byte{byte(o.number), 0, 0, 0, 0})
		own := md5.Sum(long)
		c, _ := rc4.NewCipher(own[:])
		out := make([]byte, len(b))
		c.XORKeyStream(out, b)
		return out
	})
	other := unlock(data)
	if other == nil {
		t.Fatal("not unlocked")
	}
	if i := bytes.Index(other, []byte("pompes")); i < 0 || bytes.Contains(data, []byte("pompes")) {
		t.Error("the text does not come out of the cipher")
	}
	if unlock(bytes.Replace(data, []byte("/P -3392"), []byte("/P -3388"), 1)) != nil {
		t.Error("unlocked by a key that is not the file's")
	}
}

func TestUnlockEmptyOwner(t *testing.T) {
	key, none := bytes.Repeat([]byte("k3"), 16), make([]byte, aes.BlockSize)
	user := bytes.Repeat([]byte("u"), 48)
	owner := slices.Concat(hardened(6, []byte("validate"), user), []byte("validate"), []byte("keyskeys"))
	seal := func(k, plain []byte) []byte {
		b, _ := aes.NewCipher(k)
		out := make([]byte, len(plain))
		cipher.NewCBCEncrypter(b, none).CryptBlocks(out, plain)
		return out
	}
	perms := make([]byte, 16)
	b, _ := aes.NewCipher(key)
	b.Encrypt(perms, []byte("\xfc\xff\xff\xff\xff\xff\xff\xffTadbrand"))
	dict := fmt.Sprintf("<</Filter/Standard/V 5/R 6/Length 256/P -4/CF<</StdCF<</AuthEvent/DocOpen/CFM/AESV3/Length 32>>>>/StmF/StdCF/StrF/StdCF/U<%x>/UE<%x>/O<%x>/OE<%x>/Perms<%x>>>",
		user, bytes.Repeat([]byte("e"), 32), owner, seal(hardened(6, []byte("keyskeys"), user), key), perms)
	data := withLock(twoPages(), dict, func(_ object, b []byte) []byte {
		pad := aes.BlockSize - len(b)%aes.BlockSize
		return slices.Concat(none, seal(key, slices.Concat(b, bytes.Repeat([]byte{byte(pad)}, pad))))
	})
	if doc := readMended(t, data); !warned(doc, document.WarnEncrypted) || warned(doc, document.WarnDamaged) {
		t.Errorf("warnings %v", doc.Warnings)
	}
	locked := bytes.Replace(data, fmt.Appendf(nil, "/O<%x", owner[:4]), []byte("/O<00000000"), 1)
	if _, err := Read(t.Context(), input.Source{Data: locked}, input.Options{Engine: "pdfium", CacheDir: cacheDir(t)}); input.CodeOf(err) != input.Encrypted {
		t.Errorf("a file with an owner's password: %v", err)
	}
}

// TestHardened checks the hash of revision 6 on a public file whose owner's password is
// empty (a viewer's test corpus).
func TestHardened(t *testing.T) {
	o, _ := hex.DecodeString("384415c370731d581955244d1e475204d084d4b5be9a943e55f0a21d0a354d86002175233d6899ac4a244104ea74aaaa")
	u, _ := hex.DecodeString("86270432ecb25433a37e461bfc3721bed1d73810583503f1be6afb42ad523da86adfe4b76358edf0738fbc8e053fb121")
	if got := hardened(6, o[32:40], u); !bytes.Equal(got, o[:32]) {
		t.Errorf("%x", got)
	}
}

func FuzzMend(f *testing.F) {
	f.Add(twoPages())
	f.Add([]byte("%PDF-1.7\n1 0 obj\n<</Filter/Standard/V 4/R 4/Length 40/CF<</StdCF<</CFM/V2>>>>/StmF/StdCF>>\nendobj 2 0 obj <</Length 9>> stream\nx"))
	f.Add([]byte("1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj 3 0 obj<</Type/Page>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if out := rebuild(data); out != nil && !bytes.Contains(out, data) {
			t.Error("what stood in the file is lost")
		}
		unlock(data)
		end := 0
		for _, o := range objects(data) {
			if o.at < end || o.body < o.at || o.end < o.body || o.end > len(data) || o.stream > o.end {
				t.Fatalf("object %+v of %d bytes", o, len(data))
			}
			end = o.body
		}
	})
}
