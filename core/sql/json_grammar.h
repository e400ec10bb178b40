// How one database walks into JSON: the values that a path leads to become rows, and each row says of which
// kind it is. Only grammars whose database tells kinds apart exactly have one.
#pragma once

#include "base/json_path.h"
#include "sql/dialect.h"

#include <functional>

namespace audience::sql {

class JsonGrammar {
public:
    using Hold = std::function<std::string(Value)>; // makes a value a piece of SQL

    struct Rows {
        std::string from; // FROM ... WHERE ..., to which a further " AND ..." may be added
        std::string leaf; // how the tests below name the value of a row
    };
    virtual ~JsonGrammar() = default;
    // `whole`: a list at the end of the path is one value, and not its elements.
    virtual Rows rows(const std::string &column, const JsonPath &path, bool whole, const Hold &hold) const = 0;

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

} // namespace audience::sql
