package pdf

import "prejury/extractors/input"

func openGo(data []byte, opts input.Options) (file, error) {
	return nil, &input.Error{Code: input.NoEngine, Detail: "go"}
}
