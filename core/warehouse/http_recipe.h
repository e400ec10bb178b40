// What has to be known of a web service that answers in JSON to read rows from it: where its tables are, how pages follow
// each other, how it wants to be asked for what is new, and who is asking. docs/formats/recipe.md has the form.
#pragma once

#include "base/json_fwd.h"
#include "base/result.h"
#include "engine/column.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::warehouse {

struct HttpAuth {
    enum class Kind {
        None,
        Bearer,            // Authorization: Bearer SECRET
        Header,            // `name`: SECRET
        Query,             // ?name=SECRET
        Basic,             // the secret is USER:PASSWORD
        ClientCredentials, // the secret is ID:SECRET, good for a token of some minutes
        RefreshToken       // the secret is ID:SECRET:REFRESH_TOKEN, likewise
    };
    Kind kind = Kind::None;
    std::string name;
    std::string tokenUrl, scope;
    bool makesTokens() const { return kind == Kind::ClientCredentials || kind == Kind::RefreshToken; }
};

struct HttpPaging {
    enum class Kind {
        None,
        Link,    // a header Link with rel="next"
        Address, // the answer holds the next address, at `from`
        Cursor,  // the answer holds a word, at `from`, to be sent as `query`
        Page,    // `query` counts pages from `first`
        Offset   // `query` counts rows
    };
    Kind kind = Kind::None;
    std::string from, query;
    std::int64_t first = 1, step = 0; // step: as many rows as a full page has; 0: not said
};

struct HttpColumn {
    enum class Epoch { None, Seconds, Milliseconds }; // of times that come as numbers
    std::string name, from;                           // a JSON pointer within the row
    engine::Field field;
    Epoch epoch = Epoch::None;
};

using HttpQuery = std::vector<std::pair<std::string, std::string>>;

struct HttpTable {
    enum class Rows {
        Items,   // an array of objects
        Members, // an object whose members are the rows; their names become the column "key"
        Header   // an array of arrays, the first of which has the names
    };
    std::string name, path;
    HttpQuery query;
    std::string rowsAt; // a JSON pointer
    Rows rows = Rows::Items;
    std::vector<std::string> flatten; // objects within a row whose members are columns of their own
    std::string key;                  // the column that tells rows apart, if there is one
    HttpPaging paging;
    std::string cursor;               // the column that rises with every change
    HttpQuery afterQuery;             // with {after}: asks for what is new, in place of `query`'s of the same names
    std::vector<HttpColumn> columns;  // empty: as the answers have them
};

struct HttpSetting {
    std::string id, about, preset;
    bool isHost = false; // stands in the name of a server
    bool isList = false; // parts by semicolons, each a table of its own
};

struct HttpRecipe {
    std::string name, title, base;
    std::string secretAbout; // what the token is and where it is found; empty: none is needed
    std::vector<HttpSetting> settings;
    std::vector<std::pair<std::string, std::string>> headers;
    HttpAuth auth;
    double perSecond = 5;
    std::vector<HttpTable> tables;
    const HttpTable *find(std::string_view table) const;
};

// Error "source.bad_recipe" {place, reason}.
Result<HttpRecipe> httpRecipeFromJson(const Json &json);
// The recipe with its settings put in and each list made into tables. Errors: "source.needs" {what}, "source.bad_setting"
// {name, value}, "source.unknown_option" {name, kind}.
Result<HttpRecipe> settleRecipe(HttpRecipe recipe, const std::map<std::string, std::string> &settings);

// Those that are built in, by name, as JSON texts.
struct BuiltInRecipe {
    std::string_view name, text;
};
const std::vector<BuiltInRecipe> &builtInRecipes();
// Error "source.unknown_recipe" {name, recipes}.
Result<HttpRecipe> builtInRecipe(std::string_view name);

} // namespace audience::warehouse
