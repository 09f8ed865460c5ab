"""What shells say when a command does not start (zsh Src/exec.c, bash execute_cmd.c, fish, dash; read with `git grep`)."""

from __future__ import annotations

from gofettle.symptoms.symptom import Symptom

_NOT_FOUND = (("path.not-on-path", 0.6), ("toolchain.missing", 0.2), ("path.broken-link", 0.1), ("manager.shim", 0.1))

SHELLS = (
    Symptom(
        name="go-not-found",
        speaker="shell",
        found=(
            r"(?i)(?:(?:command not found|未找到命令|命令未找到): go(?:[^\w.-]|$)|unknown command:? '?go'?$"
            r"|\bgo: (?:(?:command )?not found|未找到命令|找不到命令))"
        ),
        points_at=_NOT_FOUND,
        matches=(
            "zsh: command not found: go",
            "-bash: go: command not found",
            "bash: line 1: go: command not found",
            "/bin/sh: 1: go: not found",
            "fish: Unknown command: go",
            "bash: go: 未找到命令",
        ),
        ignores=(
            "zsh: command not found: gofmt",
            "zsh: command not found: goenv",
            "command not found: gopls",
            "zsh: command not found: go-bindata",
            "bash: django: command not found",
            "fish: Unknown command: hugo",
        ),
    ),
    Symptom(
        name="go-tool-not-found",
        speaker="shell",
        found=r"(?i)(?:command not found: (?:gopls|dlv|goimports|golangci-lint|staticcheck|air|cobra-cli|mockgen|protoc-gen-go\S*|wire|swag)\b|\b(?:gopls|dlv|goimports|golangci-lint|staticcheck|air|cobra-cli|mockgen|protoc-gen-go[a-z-]*|wire|swag): (?:command not found|not found|未找到命令))",
        points_at=(("path.gobin-not-on-path", 0.8), ("manager.shim", 0.1)),
        matches=(
            "zsh: command not found: gopls",
            "bash: dlv: command not found",
            "/bin/sh: 1: golangci-lint: not found",
        ),
        ignores=("zsh: command not found: go", "bash: repair: command not found"),
    ),
    Symptom(
        name="go-permission-denied",
        speaker="shell",
        found=r"(?i)(?:(?:permission denied|is a directory): (?:\S*/)?go$|sh: (?:line )?(?:\d+: )?(?:\S*/)?go: (?:Permission denied|Is a directory|权限不够|是一个目录))",
        points_at=(("path.broken-link", 0.7), ("os.permission", 0.2)),
        matches=(
            "zsh: permission denied: go",
            "bash: /usr/local/bin/go: Permission denied",
            "bash: /home/dev/bin/go: Is a directory",
            "./build.sh: line 3: /usr/local/bin/go: Permission denied",
            "/bin/sh: 1: go: Permission denied",
            "zsh: is a directory: /home/dev/bin/go",
        ),
        ignores=(
            "mkdir /home/dev/go: permission denied",
            "mkdir: /home/dev/go: Permission denied",
            "zsh: permission denied: ./hugo",
            "zsh: permission denied: cargo",
        ),
    ),
    Symptom(
        name="go-no-such-file",
        speaker="shell",
        found=r"(?i)(?:sh: (?:line )?(?:\d+: )?\S*/go: (?:No such file or directory|没有那个文件或目录)$|no such file or directory: \S*/go$)",
        points_at=(("path.broken-link", 0.7), ("path.not-on-path", 0.2)),
        matches=(
            "bash: /usr/local/bin/go: No such file or directory",
            "zsh: no such file or directory: /usr/local/go/bin/go",
        ),
        ignores=(
            "open /home/dev/go.mod: no such file or directory",
            "ls: /usr/local/go: No such file or directory",
            "zsh: no such file or directory: ./hugo",
        ),
    ),
    Symptom(
        name="go-exec-format",
        speaker="shell",
        found=r"(?i)(?:(?:exec format error|bad CPU type in executable): (?:\S*/)?go$|/go: (?:cannot execute(?: binary file)?: .*(?:Exec format error|required file not found)|Bad CPU type in executable))",
        points_at=(("toolchain.arch-mismatch", 0.7), ("path.broken-link", 0.2)),
        matches=(
            "zsh: bad CPU type in executable: go",
            "zsh: exec format error: /usr/local/go/bin/go",
            "bash: /usr/local/go/bin/go: cannot execute binary file: Exec format error",
        ),
        ignores=("fork/exec /tmp/go-build1/exe/m: exec format error", "zsh: bad CPU type in executable: hugo"),
    ),
)
