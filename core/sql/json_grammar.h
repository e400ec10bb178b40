// How one database walks into JSON and tests the values that a path leads to. Only grammars whose database tells kinds
// of values apart exactly have one: most make rows of the values (JsonRows), some filter lists (JsonLists).
#pragma once

#include "base/json_path.h"
#include "sql/grammar.h"

#include <functional>

namespace audience::sql {

class JsonGrammar {
public:
    using Hold = std::function<std::string(Value)>; // makes a value a piece of SQL
    struct Place {
        std::string column;
        const JsonPath &path;
        bool whole = false; // a list at the end of the path is one value, and not its elements
        bool all = false;   // each of at least one value must pass, and not only one of them
        Hold hold;          // a parameter, or as the statement has its values
        Hold literal;       // in the statement itself
    };
    using LeafTest = std::function<std::string(const std::string &leaf)>;
    virtual ~JsonGrammar() = default;
    // A test of one row; "" where the path cannot be followed.
    virtual std::string passes(const Grammar &grammar, const Place &place, const LeafTest &test) const = 0;

    // Of a value, as a leaf test is given it:
    enum class Kind { Text, True, False };
    virtual std::string is(const std::string &leaf, Kind kind) const = 0;
    virtual std::string text(const std::string &leaf) const = 0; // of a text
    // A number passes one of two tests: whole numbers the first, others the second.
    using Test = std::function<std::string(const std::string &number)>;
    virtual std::string isNumber(const std::string &leaf, const Test &whole, const Test &real) const = 0;
    // Elements, members or code points; NULL for anything else.
    virtual std::string size(const std::string &leaf) const = 0;
    // Not null, "", [] or {}.
    virtual std::string isNotBlank(const std::string &leaf) const = 0;
};

// The values become rows of a subquery.
class JsonRows : public JsonGrammar {
public:
    std::string passes(const Grammar &grammar, const Place &place, const LeafTest &test) const override;

protected:
    struct Rows {
        std::string from; // FROM ... WHERE ..., to which a further " AND ..." may be added
        std::string leaf; // how tests name the value of a row
    };
    virtual Rows rows(const std::string &column, const JsonPath &path, bool whole, const Hold &hold) const = 0;
};

// The values are a list that FILTER() tests with a lambda: one list, at the end of the path.
class JsonLists : public JsonGrammar {
public:
    std::string passes(const Grammar &grammar, const Place &place, const LeafTest &test) const override;

protected:
    virtual std::string root(const std::string &column) const { return column; }
    virtual std::string member(const std::string &value, const std::string &name, const Place &place) const = 0; // "": cannot be named
    virtual std::string element(const std::string &value, std::size_t index) const = 0;
    virtual std::string elements(const std::string &value) const = 0; // of a list; NULL of all else
    virtual std::string asList(const std::string &value) const = 0;   // its elements, or a list of it alone
    virtual std::string count(const std::string &list) const = 0;
};

} // namespace audience::sql
