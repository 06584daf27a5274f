#include "geo/base/ensure.h"

#include <cstdio>
#include <cstdlib>

namespace geo {

void ensure_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "LearnReach stopped: %s does not hold (%s:%d)\n", condition, file, line);
    std::abort();
}

}  // namespace geo
