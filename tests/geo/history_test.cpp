#include "geo/study/history.h"

#include "tests/support/test.h"

namespace history_test {

using geo::History;

TEST_CASE("edits between two settles are one step", "[history]") {
    History<int> history{1};
    history.edit("a", [](int& v) { v = 2; });
    history.edit("a", [](int& v) { v = 3; });
    history.settle();
    history.edit("b", [](int& v) { v = 4; });
    history.settle();
    REQUIRE(history.steps() == 3);
    history.undo();
    REQUIRE(*history.now() == 3);
    REQUIRE(history.undo_label() == "a");
    REQUIRE(history.redo_label() == "b");
    history.undo();
    REQUIRE(*history.now() == 1);
    REQUIRE_FALSE(history.can_undo());
    history.redo();
    REQUIRE(*history.now() == 3);
}

TEST_CASE("a drag that returns to its origin leaves no step", "[history]") {
    History<int> history{1};
    history.edit("drag", [](int& v) { v = 2; });
    history.edit("drag", [](int& v) { v = 1; });
    history.settle();
    REQUIRE(history.steps() == 1);
    REQUIRE_FALSE(history.can_undo());
}

TEST_CASE("an edit that changes nothing is no step", "[history]") {
    History<int> history{1};
    REQUIRE_FALSE(history.edit("same", [](int& v) { v = 1; }));
    REQUIRE(history.steps() == 1);
}

TEST_CASE("an edit after undo drops the steps that were undone", "[history]") {
    History<int> history{1};
    history.edit("a", [](int& v) { v = 2; });
    history.settle();
    history.undo();
    history.edit("b", [](int& v) { v = 5; });
    history.settle();
    REQUIRE(history.steps() == 2);
    REQUIRE_FALSE(history.can_redo());
}

}  // namespace history_test
