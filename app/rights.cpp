#include "app/rights.h"

#include <seccomp.h>

#include <cerrno>
#include <fcntl.h>
#include <initializer_list>
#include <sched.h>
#include <sys/socket.h>

namespace app {

namespace {

/// What a process may no longer do; loaded whole or not at all.
class Filter {
public:
    Filter() : filter_(seccomp_init(SCMP_ACT_ALLOW)) {}
    Filter(const Filter&) = delete;
    Filter& operator=(const Filter&) = delete;
    ~Filter() { seccomp_release(filter_); }

    void forbid(int call, unsigned error = EACCES) {
        take(seccomp_rule_add(filter_, SCMP_ACT_ERRNO(error), call, 0));
    }
    void forbid(int call, const scmp_arg_cmp& argument) {
        take(seccomp_rule_add_array(filter_, SCMP_ACT_ERRNO(EACCES), call, 1, &argument));
    }
    void forbid_internet() {
        for (const int family : {AF_INET, AF_INET6})
            forbid(SCMP_SYS(socket), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(family)));
    }
    bool load() { return ok_ && filter_ != nullptr && seccomp_load(filter_) == 0; }

private:
    void take(int result) { ok_ = ok_ && result == 0; }
    scmp_filter_ctx filter_;
    bool ok_ = true;
};

}  // namespace

bool forbid_internet() {
    Filter filter;
    filter.forbid_internet();
    return filter.load();
}

bool only_read() {
    Filter filter;
    filter.forbid_internet();
    for (const int call :
         {SCMP_SYS(execve),    SCMP_SYS(execveat),  SCMP_SYS(ptrace),  SCMP_SYS(creat),    SCMP_SYS(rename),
          SCMP_SYS(renameat),  SCMP_SYS(renameat2), SCMP_SYS(unlink),  SCMP_SYS(unlinkat), SCMP_SYS(mkdir),
          SCMP_SYS(mkdirat),   SCMP_SYS(rmdir),     SCMP_SYS(link),    SCMP_SYS(linkat),   SCMP_SYS(symlink),
          SCMP_SYS(symlinkat), SCMP_SYS(truncate),  SCMP_SYS(openat2), SCMP_SYS(fork),     SCMP_SYS(vfork)})
        filter.forbid(call);
    // A second process could live on and shorten the answer while it is read.  Threads go on starting:
    // clone3, whose flags a filter cannot see, is said to be unknown, and the C library takes clone instead.
    filter.forbid(SCMP_SYS(clone3), ENOSYS);
    filter.forbid(SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    for (const int writing : {O_WRONLY, O_RDWR, O_CREAT}) {
        const auto bit = static_cast<scmp_datum_t>(writing);
        filter.forbid(SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, bit, bit));
        filter.forbid(SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, bit, bit));
    }
    return filter.load();
}

}  // namespace app
