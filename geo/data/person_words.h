// What one header or one cell says of persons.  Private to geo/data; personal.h is the door.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace geo::person {

// Headers, as plain_key() gives them.

/// The header without what parts its words: "Last_Name" and "last name" are one.
std::string plain_key(const std::string& header);
/// The column names a child, somebody who looks after one, or anybody by name and surname: in any table.
bool is_of_children(const std::string& key);
/// The given names beside a column of surnames.
bool is_given_name(const std::string& key);
bool is_house_number(const std::string& key);
/// What is private of a person and public of a place: a telephone, an address, a name with its surname.
bool is_reached_at(const std::string& key);
/// Whoever answers for something: a person or an office, as the cells say.
bool is_of_someone(const std::string& key);
bool is_any(const std::string& text, std::initializer_list<std::string_view> words);

// Cells.

/// Words that stand in names of areas, places, offices and groups, not in those of persons; the short ones
/// only where a word begins with them.
bool names_no_person(const std::string& cell);
/// True where the cell begins with one of the titles and goes on with a name and a surname.
bool is_named_with(const std::string& cell, std::initializer_list<std::string_view> titles);
bool is_grown_up(const std::string& cell);
/// Two words in Thai.
bool may_be_full_name(const std::string& cell);
/// A name alone or with others: letters, no digit, no office.
bool may_be_name(const std::string& cell);
/// 081-234-5678, or 812345678 where a sheet took the zero for that of a number.  Thai digits too.
bool is_mobile_number(std::string_view cell, bool may_lack_zero);
/// A mobile number among words: "โทร 081-234-5678".
bool holds_mobile_number(const std::string& cell);

}  // namespace geo::person
