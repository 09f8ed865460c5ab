"""What the go command and the compiler say (golang/go src/cmd/go, src/cmd/compile; observed with Go 1.21 to 1.27)."""

from __future__ import annotations

from gofettle.symptoms.symptom import Symptom

GO_COMMAND = (
    Symptom(
        name="goroot-missing",
        speaker="go",
        found=r"go: cannot find GOROOT directory: (?:/|[A-Za-z]:|~|\")",
        points_at=(("toolchain.goroot-wrong", 0.95),),
        matches=("go: cannot find GOROOT directory: /opt/homebrew/Cellar/go/1.21.4/libexec",),
        ignores=("go: cannot find GOROOT directory: 'go' binary is trimmed and GOROOT is not set",),
    ),
    Symptom(
        name="goroot-trimmed",
        speaker="go",
        found=r"go: cannot find GOROOT directory: 'go' binary is trimmed",
        points_at=(("path.broken-link", 0.5), ("toolchain.goroot-wrong", 0.4)),
        matches=("go: cannot find GOROOT directory: 'go' binary is trimmed and GOROOT is not set",),
    ),
    Symptom(
        name="tool-version-mismatch",
        speaker="compile",
        found=r"(?:compile|asm|link|vet|cgo): version \"go[^\"]+\" does not match go tool version \"go[^\"]+\"",
        points_at=(("toolchain.version-mismatch", 0.6), ("toolchain.goroot-wrong", 0.4)),
        matches=('compile: version "go1.21.13" does not match go tool version "go1.27.3"',),
    ),
    Symptom(
        name="not-in-std",
        speaker="go",
        found=r"package [a-z][a-z0-9/]* is not in (?:std|GOROOT)\b",
        points_at=(("toolchain.goroot-wrong", 0.4), ("toolchain.too-old", 0.3)),
        matches=(
            "main.go:2:8: package fmt is not in std (/usr/src/fmt)",
            "main.go:4:2: package slices is not in GOROOT (/usr/local/go/src/slices)",
        ),
        ignores=("package github.com/x/y is not in std",),
    ),
    Symptom(
        name="redeclared-in-goroot",
        speaker="compile",
        found=r"(?:/usr/local/go|/libexec|/sdk/go[^/]*|GOROOT\S*)/src/\S+\.go:\d+(?::\d+)?:.*\bredeclared\b|^\s*\S*/go[^/]*/src/\S+\.go:\d+(?::\d+)?: (?:\S+ redeclared in this block|other declaration of)",
        points_at=(("toolchain.mixed-install", 0.9),),
        matches=("/usr/local/go/src/runtime/map.go:12:6: hmap redeclared in this block",),
        ignores=("./main.go:9:6: main redeclared in this block",),
    ),
    Symptom(
        name="std-import-cycle",
        speaker="go",
        found=r"^\s*imports (?:runtime|internal/[a-z/]+|unsafe|sync|errors): import cycle not allowed",
        points_at=(("toolchain.mixed-install", 0.8),),
        matches=("\timports runtime: import cycle not allowed",),
        ignores=("\timports example.com/m/a: import cycle not allowed",),
    ),
    Symptom(
        name="module-needs-newer-go",
        speaker="go",
        found=r"requires go >= ?[0-9.]+\S* \(running go [0-9.]+",
        points_at=(("toolchain.too-old", 0.95),),
        matches=(
            "go: go.mod requires go >= 1.27 (running go 1.21.13; GOTOOLCHAIN=local)",
            "go: example.com/m@v1.2.0 requires go >= 1.99 (running go 1.27.3)",
        ),
    ),
    Symptom(
        name="go-line-unreadable",
        speaker="go",
        found=r"invalid go version '[0-9.]+': must match format 1\.23$|unknown directive: toolchain",
        points_at=(("toolchain.too-old", 0.9),),
        matches=(
            "go.mod:3: invalid go version '1.21.0': must match format 1.23",
            "go.mod:5: unknown directive: toolchain",
        ),
        ignores=("go.mod:3: invalid go version '1.21.0-foo': must match format 1.23.0",),
    ),
    Symptom(
        name="toolchain-not-available",
        speaker="go",
        found=r"go: download go1\.[0-9.a-z]+ for \S+: toolchain not available|go: cannot find \"go1\.[^\"]+\" in PATH",
        points_at=(("toolchain.too-old", 0.6), ("toolchain.bad-setting", 0.2), ("modules.network", 0.2)),
        matches=(
            "go: download go1.99.0 for linux/amd64: toolchain not available",
            'go: cannot find "go1.99.0" in PATH',
        ),
    ),
    Symptom(
        name="setting-refused",
        speaker="go",
        found=r"go: (?:parsing \$GOFLAGS: (?:unknown flag|non-flag)|unknown GOEXPERIMENT|invalid GOTOOLCHAIN|invalid toolchain:|unknown environment setting GO111MODULE)",
        points_at=(("toolchain.bad-setting", 0.95),),
        matches=(
            "go: parsing $GOFLAGS: unknown flag -nosuch",
            'go: parsing $GOFLAGS: non-flag "mod=vendor"',
            "go: unknown GOEXPERIMENT foo",
            'go: invalid GOTOOLCHAIN "1.22.1"',
            "go: unknown environment setting GO111MODULE=yes",
        ),
    ),
    Symptom(
        name="directory-refused",
        speaker="go",
        found=r"cannot install, GOBIN must be an absolute path|GOCACHE is not an absolute path|build cache is disabled by GOCACHE=off|go: creating work dir: |GOMODCACHE entry is relative",
        points_at=(("toolchain.bad-directory", 0.9),),
        matches=(
            "cannot install, GOBIN must be an absolute path",
            "build cache is required, but could not be located: GOCACHE is not an absolute path",
            "go: creating work dir: stat /nope: no such file or directory",
        ),
    ),
    Symptom(
        name="directory-of-empty-variable",
        speaker="go",
        found=r"(?:mkdir|open) (?:/bin|/pkg)(?:/\S*)?: (?:permission denied|read-only file system)",
        points_at=(("toolchain.bad-directory", 0.8),),
        matches=(
            "go: could not create module cache: mkdir /pkg: permission denied",
            "go install m: mkdir /bin/x: read-only file system",
        ),
        ignores=("mkdir /home/dev/go/pkg: permission denied",),
    ),
    Symptom(
        name="gopath-malformed",
        speaker="go",
        found=r"go: GOPATH entry (?:is relative|cannot start with shell metacharacter)",
        points_at=(("modules.gopath-conflict", 0.7), ("toolchain.bad-setting", 0.3)),
        matches=(
            "go: GOPATH entry cannot start with shell metacharacter '~': \"~/go\"",
            'go: GOPATH entry is relative; must be absolute path: "go".',
        ),
    ),
    Symptom(
        name="go-not-found-by-program",
        speaker="editor",
        found=r"exec: \"go\": executable file not found in \$PATH|Failed to find the \"go\" binary in either GOROOT",
        points_at=(("path.not-on-path", 0.4), ("path.gui-env", 0.4), ("vscode.go-not-found", 0.2)),
        matches=(
            'go command required, not found: exec: "go": executable file not found in $PATH',
            'Failed to find the "go" binary in either GOROOT() or PATH(/usr/bin:/bin:/usr/sbin:/sbin). Check PATH, or Install Go and reload the window.',
        ),
    ),
)
