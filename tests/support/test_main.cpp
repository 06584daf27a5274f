// The one main() of every test binary where Catch2 brings none (version 2).
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
