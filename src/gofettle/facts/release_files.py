"""Which source files only some Go releases have: what is left of another release in a tree gives it away.

Made by `script/release-files` from the official distributions 1.21.13, 1.22.10, 1.23.9, 1.24.11, 1.25.5, 1.26.6,
1.27.3; not edited by hand.
"""

from __future__ import annotations

FIRST, LAST = 21, 27
"""The minor releases of Go 1 that were compared."""

RANGES: dict[tuple[str, int, int], str] = {
    ("src/internal/abi", 21, 21): ("unsafestring_go119.go unsafestring_go120.go"),
    ("src/internal/abi", 22, 27): ("abi_loong64.go switch.go"),
    ("src/internal/abi", 23, 27): ("escape.go iface.go rangefuncconsts.go runtime.go"),
    ("src/internal/abi", 24, 25): ("map_noswiss.go map_select_noswiss.go map_select_swiss.go map_swiss.go"),
    ("src/internal/abi", 26, 27): ("abi_s390x.go bounds.go"),
    ("src/os", 21, 21): ("readfrom_linux.go readfrom_stub.go str.go"),
    ("src/os", 21, 22): ("endian_big.go endian_little.go error_posix.go"),
    ("src/os", 22, 27): ("zero_copy_linux.go zero_copy_stub.go"),
    ("src/os", 23, 27): ("exec_linux.go exec_nohandle.go pidfd_linux.go pidfd_other.go"),
    ("src/os", 24, 27): (
        "eloop_netbsd.go eloop_other.go executable_netbsd.go root.go root_js.go root_nonwindows.go "
        "root_noopenat.go root_openat.go root_plan9.go root_unix.go root_windows.go zero_copy_freebsd.go "
        "zero_copy_posix.go zero_copy_solaris.go"
    ),
    ("src/os", 25, 27): ("removeall_unix.go removeall_windows.go"),
    ("src/os", 26, 27): ("statat.go statat_other.go statat_unix.go"),
    ("src/runtime", 21, 22): ("exithook.go pagetrace_off.go pagetrace_on.go"),
    ("src/runtime", 21, 24): ("mksizeclasses.go sizeclasses.go"),
    ("src/runtime", 21, 25): (
        "defs_openbsd_mips64.go defs_windows.go defs_windows_386.go defs_windows_amd64.go defs_windows_arm.go "
        "defs_windows_arm64.go os_freebsd_riscv64.go os_linux_x86.go os_openbsd_libc.go os_openbsd_mips64.go "
        "os_openbsd_syscall.go os_openbsd_syscall1.go os_openbsd_syscall2.go os_windows_arm.go "
        "signal_openbsd_mips64.go sys_openbsd1.go sys_openbsd2.go sys_openbsd3.go typekind.go"
    ),
    ("src/runtime", 21, 26): ("hash32.go hash64.go stubs_ppc64.go"),
    ("src/runtime", 22, 22): (
        "mbitmap_allocheaders.go mbitmap_noallocheaders.go msize_allocheaders.go msize_noallocheaders.go "
        "trace2.go trace2buf.go trace2cpu.go trace2event.go trace2map.go trace2region.go trace2runtime.go "
        "trace2stack.go trace2status.go trace2string.go trace2time.go"
    ),
    ("src/runtime", 22, 27): (
        "coro.go defs_openbsd_ppc64.go defs_openbsd_riscv64.go fds_nonunix.go fds_unix.go rand.go "
        "signal_openbsd_ppc64.go signal_openbsd_riscv64.go"
    ),
    ("src/runtime", 23, 24): ("traceexp.go"),
    ("src/runtime", 23, 27): (
        "badlinkname.go badlinkname_linux.go linkname.go linkname_unix.go netpoll_kqueue_event.go "
        "netpoll_kqueue_pipe.go traceallocfree.go tracebuf.go tracecpu.go traceevent.go tracemap.go "
        "traceregion.go traceruntime.go tracestack.go tracestatus.go tracestring.go tracetime.go tracetype.go"
    ),
    ("src/runtime", 24, 24): ("lock_futex_tristate.go lock_sema_tristate.go"),
    ("src/runtime", 24, 25): (
        "linkname_swiss.go map_fast32_noswiss.go map_fast32_swiss.go map_fast64_noswiss.go "
        "map_fast64_swiss.go map_faststr_noswiss.go map_faststr_swiss.go map_noswiss.go map_swiss.go"
    ),
    ("src/runtime", 24, 27): (
        "lock_spinbit.go mcleanup.go mem_nonsbrk.go note_js.go note_other.go stubs_nonwasm.go stubs_wasm.go "
        "synctest.go vgetrandom_linux.go vgetrandom_unsupported.go"
    ),
    ("src/runtime", 25, 27): (
        "cgroup_linux.go cgroup_stubs.go mgcmark_greenteagc.go mgcmark_nogreenteagc.go set_vma_name_linux.go "
        "set_vma_name_stub.go time_plan9.go valgrind.go valgrind0.go"
    ),
    ("src/runtime", 26, 27): (
        "dit.go fipsbypass.go hexdump.go linkname_shim.go list.go list_manual.go malloc_generated.go "
        "malloc_stubs.go malloc_tables_generated.go malloc_tables_plan9.go os_linux32.go os_linux64.go "
        "preempt_amd64.go preempt_arm64.go preempt_loong64.go preempt_noxreg.go preempt_xreg.go "
        "runtime_clearenv.go runtime_noclearenv.go secret.go secret_asm.go secret_noasm.go secret_nosecret.go "
        "signal_windows_386.go signal_windows_amd64.go signal_windows_arm64.go"
    ),
    ("src/runtime", 27, 27): ("libinit.go os_workdir_ios_arm64.go os_workdir_stub.go sys_ios_arm64.go"),
    ("src/syscall", 21, 21): ("bpf_darwin.go flock.go flock_darwin.go ptrace_darwin.go ptrace_ios.go"),
    ("src/syscall", 21, 22): ("asan.go asan0.go endian_big.go endian_little.go msan.go msan0.go"),
    ("src/syscall", 21, 23): ("syscall_linux_accept.go syscall_linux_accept4.go"),
    ("src/syscall", 21, 25): ("types_windows_arm.go"),
    ("src/syscall", 21, 26): (
        "syscall_openbsd1.go syscall_openbsd_libc.go syscall_openbsd_mips64.go zerrors_openbsd_mips64.go "
        "zsyscall_openbsd_mips64.go zsysnum_openbsd_mips64.go ztypes_openbsd_mips64.go"
    ),
    ("src/syscall", 22, 27): (
        "flock_bsd.go flock_linux.go syscall_openbsd_ppc64.go syscall_openbsd_riscv64.go "
        "zerrors_openbsd_ppc64.go zerrors_openbsd_riscv64.go zsyscall_openbsd_ppc64.go "
        "zsyscall_openbsd_riscv64.go zsysnum_openbsd_ppc64.go zsysnum_openbsd_riscv64.go "
        "ztypes_openbsd_ppc64.go ztypes_openbsd_riscv64.go"
    ),
    ("src/syscall", 23, 27): (
        "badlinkname_unix.go linkname_bsd.go linkname_darwin.go linkname_libc.go linkname_openbsd.go linkname_unix.go"
    ),
}
