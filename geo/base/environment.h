// The environment does not steer what is read: variables and settings files of GDAL, PROJ and SQLite are
// forgotten before the first call of them.
//
// The trap: unsetenv is not safe beside other threads that read the environment, so programs call this first
// in main(); the readers call it again only for tests and tools that did not.
#pragma once

namespace geo {

/// Unsets every variable that begins with GDAL_, OGR_, OSR_, CPL_, PROJ_, VSI_, SHAPE_, SQLITE_, GEOTIFF_ or
/// CURL_, and what GDAL reads beside them.  Works once; later calls return at once.
void forget_library_settings();

}  // namespace geo
