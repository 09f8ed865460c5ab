"""Every symptom, by who speaks."""

from __future__ import annotations

from gofettle.symptoms.go_command import GO_COMMAND
from gofettle.symptoms.shells import SHELLS
from gofettle.symptoms.symptom import Symptom

SYMPTOMS: tuple[Symptom, ...] = (*SHELLS, *GO_COMMAND)
