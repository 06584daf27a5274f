#include "app/no_internet.h"

#include <seccomp.h>

#include <cerrno>
#include <initializer_list>
#include <sys/socket.h>
#include <unistd.h>

namespace app {

bool forbid_internet() {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == nullptr) return false;
    bool ok = true;
    for (const int family : {AF_INET, AF_INET6})
        ok = ok && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1,
                                    SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(family))) == 0;
    ok = ok && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return ok;
}

bool internet_is_forbidden() {
    for (const int family : {AF_INET, AF_INET6}) {
        const int fd = ::socket(family, SOCK_STREAM, 0);
        if (fd >= 0) {
            ::close(fd);
            return false;
        }
        if (errno != EACCES) return false;
    }
    return true;
}

}  // namespace app
