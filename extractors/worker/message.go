package worker

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"

	"prejury/extractors/document"
	"prejury/extractors/input"
)

// A message is one byte of kind, four bytes of length (big endian), a body.
const (
	kindRequest   = 'r' // parent to child: a request, in gob
	kindAnswer    = 'a' // child to parent: an answer, in gob
	kindPreparing = 'p' // child to parent, empty: something slow is done once
	kindPages     = 'o' // child to parent: an input.Recognition, in gob
)

// maxMessage bounds a body: a file of the greatest size and what surrounds it.
const maxMessage = 1 << 30

// request asks for one file. Functions of the options do not travel.
type request struct {
	Name string
	Data []byte
	Opts input.Options
}

// answer is a document, or why there is none. Retire is set when the child should
// not be given another file.
type answer struct {
	Doc    *document.Document
	Code   input.Code
	Detail string
	Cause  string
	Retire bool
}

// errMessage is a stream that is not one of ours.
var errMessage = errors.New("malformed message")

func writeMessage(w io.Writer, kind byte, v any) error {
	var body bytes.Buffer
	body.Write([]byte{kind, 0, 0, 0, 0}) // the length is known last
	if v != nil {
		if err := gob.NewEncoder(&body).Encode(v); err != nil {
			return err
		}
	}
	b := body.Bytes()
	if len(b)-5 > maxMessage {
		return fmt.Errorf("%w: %d bytes", errMessage, len(b))
	}
	binary.BigEndian.PutUint32(b[1:], uint32(len(b)-5))
	_, err := w.Write(b)
	return err
}

// readMessage gives the kind and body of the next message; io.EOF when the stream
// ends before one. A body is allocated as it comes, never on the word of its
// length alone.
func readMessage(r *bufio.Reader) (kind byte, body []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:1]); err != nil {
		return 0, nil, err
	}
	if _, err := io.ReadFull(r, head[1:]); err != nil {
		return 0, nil, fmt.Errorf("%w: %w", errMessage, err)
	}
	n := binary.BigEndian.Uint32(head[1:])
	switch head[0] {
	case kindRequest, kindAnswer, kindPreparing, kindPages:
	default:
		return 0, nil, fmt.Errorf("%w: kind %q", errMessage, head[0])
	}
	if n > maxMessage {
		return 0, nil, fmt.Errorf("%w: %d bytes", errMessage, n)
	}
	var buf bytes.Buffer
	buf.Grow(int(min(n, 1<<20)))
	if _, err := io.CopyN(&buf, r, int64(n)); err != nil {
		return 0, nil, fmt.Errorf("%w: %w", errMessage, err)
	}
	return head[0], buf.Bytes(), nil
}

func decode(body []byte, v any) error {
	if err := gob.NewDecoder(bytes.NewReader(body)).Decode(v); err != nil {
		return fmt.Errorf("%w: %w", errMessage, err)
	}
	return nil
}
