#include "warehouse/http_recipe.h"

#include "base/json.h"
#include "ingest/type_guess.h"
#include "net/url.h"

#include <algorithm>
#include <array>

namespace audience::warehouse {

namespace {

constexpr std::size_t kMostTables = 200;

Error bad(const std::string &place, std::string_view reason) {
    return Error(ErrorKind::Invalid, "source.bad_recipe").with("place", place).with("reason", reason);
}

template <class Enum> struct Word {
    std::string_view text;
    Enum value;
};
constexpr std::array kAuthWords{Word<HttpAuth::Kind>{"none", HttpAuth::Kind::None},
                                Word<HttpAuth::Kind>{"bearer", HttpAuth::Kind::Bearer},
                                Word<HttpAuth::Kind>{"header", HttpAuth::Kind::Header},
                                Word<HttpAuth::Kind>{"query", HttpAuth::Kind::Query},
                                Word<HttpAuth::Kind>{"basic", HttpAuth::Kind::Basic},
                                Word<HttpAuth::Kind>{"client_credentials", HttpAuth::Kind::ClientCredentials},
                                Word<HttpAuth::Kind>{"refresh_token", HttpAuth::Kind::RefreshToken}};
constexpr std::array kPagingWords{Word<HttpPaging::Kind>{"none", HttpPaging::Kind::None},       Word<HttpPaging::Kind>{"link", HttpPaging::Kind::Link},
                                  Word<HttpPaging::Kind>{"address", HttpPaging::Kind::Address}, Word<HttpPaging::Kind>{"cursor", HttpPaging::Kind::Cursor},
                                  Word<HttpPaging::Kind>{"page", HttpPaging::Kind::Page},       Word<HttpPaging::Kind>{"offset", HttpPaging::Kind::Offset}};
constexpr std::array kRowsWords{Word<HttpTable::Rows>{"items", HttpTable::Rows::Items}, Word<HttpTable::Rows>{"members", HttpTable::Rows::Members},
                                Word<HttpTable::Rows>{"header", HttpTable::Rows::Header}};
constexpr std::array kEpochWords{Word<HttpColumn::Epoch>{"", HttpColumn::Epoch::None}, Word<HttpColumn::Epoch>{"seconds", HttpColumn::Epoch::Seconds},
                                 Word<HttpColumn::Epoch>{"milliseconds", HttpColumn::Epoch::Milliseconds}};

template <class Words, class Enum> Result<void> take(const Words &words, const std::string &text, const std::string &place, Enum &to) {
    const auto found = std::find_if(words.begin(), words.end(), [&](const auto &word) { return word.text == text; });
    if (found == words.end())
        return bad(place, '"' + text + "\" is not known");
    to = found->value;
    return {};
}

// Members that are not known would be settings that somebody believes in.
Result<void> checkMembers(const Json &json, const std::string &place, std::initializer_list<std::string_view> known) {
    if (!json.is_object())
        return bad(place, "it is no object");
    for (const auto &[name, value] : json.items())
        if (std::find(known.begin(), known.end(), name) == known.end())
            return bad(place + '/' + name, "it is not known");
    return {};
}

Result<std::vector<std::pair<std::string, std::string>>> pairsOf(const Json &json, const std::string &name, const std::string &place) {
    std::vector<std::pair<std::string, std::string>> pairs;
    const Json *object = jsonMember(json, name);
    if (!object)
        return pairs;
    if (!object->is_object())
        return bad(place + '/' + name, "it is no object");
    for (const auto &[id, value] : object->items()) {
        if (!value.is_string())
            return bad(place + '/' + name + '/' + id, "it is no text");
        pairs.emplace_back(id, value.get<std::string>());
    }
    return pairs;
}

Result<HttpAuth> authOf(const Json &json) {
    HttpAuth auth;
    TRY(checkMembers(json, "/auth", {"kind", "name", "token_url", "scope"}));
    TRY(take(kAuthWords, jsonText(json, "kind", "none"), "/auth/kind", auth.kind));
    auth.name = jsonText(json, "name");
    auth.tokenUrl = jsonText(json, "token_url");
    auth.scope = jsonText(json, "scope");
    const bool needsName = auth.kind == HttpAuth::Kind::Header || auth.kind == HttpAuth::Kind::Query;
    if (needsName && auth.name.empty())
        return bad("/auth/name", "it is missing");
    if (auth.makesTokens() && auth.tokenUrl.empty())
        return bad("/auth/token_url", "it is missing");
    return auth;
}

Result<HttpPaging> pagingOf(const Json &json, const std::string &place) {
    HttpPaging paging;
    TRY(checkMembers(json, place, {"kind", "from", "query", "first", "step"}));
    TRY(take(kPagingWords, jsonText(json, "kind", "none"), place + "/kind", paging.kind));
    paging.from = jsonText(json, "from");
    paging.query = jsonText(json, "query");
    paging.first = jsonInt(json, "first", paging.kind == HttpPaging::Kind::Offset ? 0 : 1);
    paging.step = jsonInt(json, "step");
    using Kind = HttpPaging::Kind;
    if ((paging.kind == Kind::Address || paging.kind == Kind::Cursor) && paging.from.empty())
        return bad(place + "/from", "it is missing");
    if ((paging.kind == Kind::Cursor || paging.kind == Kind::Page || paging.kind == Kind::Offset) && paging.query.empty())
        return bad(place + "/query", "it is missing");
    if (paging.kind == Kind::Offset && paging.step < 1)
        return bad(place + "/step", "it has to be a number above 0");
    return paging;
}

Result<HttpColumn> columnOf(const Json &json, const std::string &place) {
    HttpColumn column;
    TRY(checkMembers(json, place, {"name", "from", "type", "scale", "epoch"}));
    column.name = jsonText(json, "name");
    column.from = jsonText(json, "from", "/" + column.name);
    if (column.name.empty())
        return bad(place + "/name", "it is missing");
    const auto type = ingest::columnTypeFromText(jsonText(json, "type", "text"));
    if (!type)
        return bad(place + "/type", "it is no type");
    const std::int64_t scale = jsonInt(json, "scale");
    if (scale < 0 || scale > Decimal::kMaxScale)
        return bad(place + "/scale", "it is too large");
    column.field = {column.name, *type, static_cast<std::uint8_t>(scale)};
    TRY(take(kEpochWords, jsonText(json, "epoch"), place + "/epoch", column.epoch));
    if (column.epoch != HttpColumn::Epoch::None && *type != engine::ColumnType::Instant)
        return bad(place + "/epoch", "only an instant has one");
    return column;
}

Result<HttpTable> tableOf(const Json &json, const std::string &place) {
    HttpTable table;
    TRY(checkMembers(json, place, {"name", "path", "query", "rows", "rows_are", "flatten", "key", "paging", "cursor", "after", "columns"}));
    table.name = jsonText(json, "name");
    table.path = jsonText(json, "path");
    table.rowsAt = jsonText(json, "rows");
    table.flatten = jsonTexts(json, "flatten");
    table.key = jsonText(json, "key");
    table.cursor = jsonText(json, "cursor");
    if (table.name.empty())
        return bad(place + "/name", "it is missing");
    if (!table.path.empty() && table.path.front() != '/')
        return bad(place + "/path", "it begins with a slash");
    TRY_ASSIGN(table.query, pairsOf(json, "query", place));
    TRY_ASSIGN(table.afterQuery, pairsOf(json, "after", place));
    TRY(take(kRowsWords, jsonText(json, "rows_are", "items"), place + "/rows_are", table.rows));
    if (const Json *paging = jsonMember(json, "paging")) {
        TRY_ASSIGN(table.paging, pagingOf(*paging, place + "/paging"));
    }
    if (const Json *columns = jsonMember(json, "columns"); columns && columns->is_array())
        for (std::size_t i = 0; i < columns->size(); ++i) {
            TRY_ASSIGN(HttpColumn column, columnOf((*columns)[i], place + "/columns/" + std::to_string(i)));
            table.columns.push_back(std::move(column));
        }
    if (!table.afterQuery.empty() && table.cursor.empty())
        return bad(place + "/after", "it needs a cursor");
    return table;
}

// A setting as it may stand in an address.
Result<std::string> settled(const HttpSetting &setting, const std::string &value) {
    const auto isHostSign = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
    };
    if (setting.isHost && !std::all_of(value.begin(), value.end(), isHostSign))
        return Error(ErrorKind::Invalid, "source.bad_setting").with("name", setting.id).with("value", value);
    return setting.isHost ? value : net::percentEncode(value);
}

void replaceAll(std::string &text, const std::string &what, const std::string &with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

std::vector<std::string> partsOf(const std::string &list) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find(';', at), list.size());
        if (end > at)
            parts.push_back(list.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

// Query values are encoded when they are sent, paths and names of servers here.
void put(HttpTable &table, const HttpSetting &setting, const std::string &value, const std::string &encoded) {
    const std::string mark = '{' + setting.id + '}';
    replaceAll(table.name, mark, value);
    replaceAll(table.path, mark, encoded);
    for (HttpQuery *query : {&table.query, &table.afterQuery})
        for (auto &[name, text] : *query)
            replaceAll(text, mark, value);
}

} // namespace

const HttpTable *HttpRecipe::find(std::string_view table) const {
    const auto found = std::find_if(tables.begin(), tables.end(), [&](const HttpTable &one) { return one.name == table; });
    return found == tables.end() ? nullptr : &*found;
}

Result<HttpRecipe> httpRecipeFromJson(const Json &json) {
    HttpRecipe recipe;
    TRY(checkMembers(json, "", {"format", "name", "title", "base", "secret", "settings", "headers", "auth", "per_second", "tables"}));
    if (jsonInt(json, "format") != 1)
        return bad("/format", "this program reads format 1");
    recipe.name = jsonText(json, "name");
    recipe.title = jsonText(json, "title", recipe.name);
    recipe.base = jsonText(json, "base");
    recipe.secretAbout = jsonText(json, "secret");
    recipe.perSecond = jsonNumber(json, "per_second", recipe.perSecond);
    if (recipe.perSecond <= 0 || recipe.perSecond > 1000)
        return bad("/per_second", "it has to be above 0 and at most 1000");
    TRY_ASSIGN(recipe.headers, pairsOf(json, "headers", ""));
    if (const Json *auth = jsonMember(json, "auth")) {
        TRY_ASSIGN(recipe.auth, authOf(*auth));
    }
    if (const Json *settings = jsonMember(json, "settings"); settings && settings->is_array())
        for (std::size_t i = 0; i < settings->size(); ++i) {
            const Json &one = (*settings)[i];
            const std::string place = "/settings/" + std::to_string(i);
            TRY(checkMembers(one, place, {"id", "about", "preset", "host", "list"}));
            recipe.settings.push_back({jsonText(one, "id"), jsonText(one, "about"), jsonText(one, "preset"), jsonBool(one, "host"), jsonBool(one, "list")});
            if (recipe.settings.back().id.empty())
                return bad(place + "/id", "it is missing");
        }
    const Json *tables = jsonMember(json, "tables");
    if (!tables || !tables->is_array() || tables->empty() || tables->size() > kMostTables)
        return bad("/tables", "there has to be one at least");
    for (std::size_t i = 0; i < tables->size(); ++i) {
        TRY_ASSIGN(HttpTable table, tableOf((*tables)[i], "/tables/" + std::to_string(i)));
        recipe.tables.push_back(std::move(table));
    }
    return recipe;
}

Result<HttpRecipe> settleRecipe(HttpRecipe recipe, const std::map<std::string, std::string> &settings) {
    for (const auto &[name, value] : settings)
        if (std::none_of(recipe.settings.begin(), recipe.settings.end(), [&](const HttpSetting &one) { return one.id == name; }))
            return Error(ErrorKind::Invalid, "source.unknown_option").with("name", name).with("kind", recipe.name);
    for (const HttpSetting &setting : recipe.settings) {
        const auto said = settings.find(setting.id);
        const std::string value = said == settings.end() ? setting.preset : said->second;
        if (value.empty())
            return Error(ErrorKind::Invalid, "source.needs").with("what", setting.id);
        const std::string mark = '{' + setting.id + '}';
        const std::vector<std::string> parts = setting.isList ? partsOf(value) : std::vector{value};
        std::vector<HttpTable> tables;
        for (const std::string &part : parts) {
            TRY_ASSIGN(const std::string encoded, settled(setting, part));
            for (HttpTable table : recipe.tables) {
                if (&part != &parts.front() && table.name.find(mark) == std::string::npos)
                    continue; // this one is not made once for each
                put(table, setting, part, encoded);
                tables.push_back(std::move(table));
            }
            replaceAll(recipe.base, mark, encoded);
            replaceAll(recipe.auth.tokenUrl, mark, encoded);
        }
        recipe.tables = std::move(tables);
    }
    return recipe;
}

Result<HttpRecipe> builtInRecipe(std::string_view name) {
    std::string names;
    for (const BuiltInRecipe &one : builtInRecipes()) {
        if (one.name == name) {
            TRY_ASSIGN(const Json json, parseJson(one.text));
            return httpRecipeFromJson(json);
        }
        names += (names.empty() ? "" : ", ") + std::string(one.name);
    }
    return Error(ErrorKind::NotFound, "source.unknown_recipe").with("name", name).with("recipes", names);
}

} // namespace audience::warehouse
