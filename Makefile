# make build   bin/prejury
# make test    all tests
# make lint    gofmt, go vet, staticcheck
# make demo    the table of a sample report
# make fit     refit the weights of the built-in pack (REPORTS=folder: on judged reports too)
# make pack    compile the built-in pack after a change of its files
# make batch-proof  a deposit of N files killed, resumed, shared, mixed: always the same result (10 minutes)
# make fixtures  rebuild the sample reports from their sources
GO      ?= go
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null)
LDFLAGS := -s -w $(if $(VERSION),-X main.version=$(VERSION))
DEMO    ?= $(firstword $(wildcard fixtures/ok/*[cC]3-*[cC]7*.pdf fixtures/ok/*.pdf))

.PHONY: build test lint demo batch-proof fit pack fixtures clean

build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/prejury ./cmd/prejury

test:
	$(GO) test ./...

lint:
	@files=$$(gofmt -l cmd checker extractors rules internal fixtures); if [ -n "$$files" ]; then echo "gofmt -w:" $$files; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

# The demo shows a result: a report that is not admissible is not an error of make.
demo: build
	@test -n "$(DEMO)" || { echo "no sample report under fixtures/ok"; exit 1; }
	bin/prejury check $(DEMO) -m C3-C7 || test $$? = 1

# N is the number of files, ten of them broken or hostile; DEPOSIT a deposit made before.
N ?= 300
batch-proof:
	@dir="$(abspath $(DEPOSIT))"; if [ -z "$$dir" ]; then dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && $(GO) run ./fixtures/build -deposit "$$dir" -n $(N) || exit 1; fi; \
	PREJURY_DEPOSIT="$$dir" $(GO) test ./cmd/prejury -run TestDepositSurvives -count 1 -v -timeout 2h

# REPORTS is a folder that holds the files of the judged reports.
fit: build
	bin/prejury rules fit fixtures/passages/*.jsonl --pack rules/emeci $(if $(REPORTS),--reports fixtures/reports --files $(REPORTS))
	$(MAKE) pack

pack:
	$(GO) generate ./rules

fixtures:
	$(GO) generate ./fixtures/...

clean:
	rm -rf bin
