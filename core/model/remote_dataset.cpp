#include "model/remote_dataset.h"

#include "base/json.h"

#include <algorithm>
#include <array>

namespace audience::model {

const RemoteColumn *RemoteDataset::find(const std::string &column) const {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const RemoteColumn &one) { return one.name == column; });
    return found == columns.end() ? nullptr : &*found;
}

Json toJson(const RemoteDataset &dataset) {
    Json columns = Json::array(), links = Json::array();
    for (const RemoteColumn &column : dataset.columns)
        columns.push_back(Json{{"name", column.name}, {"source_type", column.sourceType}, {"base", column.base}, {"type", column.type}, {"scale", column.scale}});
    for (const RemoteLink &link : dataset.links)
        links.push_back(Json{{"column", link.column}, {"schema", link.targetSchema}, {"table", link.targetTable}, {"target", link.targetColumn}});
    return Json{{"connection", dataset.connection}, {"schema", dataset.schema}, {"table", dataset.table}, {"role", dataset.role}, {"key", dataset.key},
                {"profile", dataset.profile}, {"time", dataset.time}, {"name_column", dataset.nameColumn}, {"event_name", dataset.eventName},
                {"email", dataset.email}, {"zone", dataset.zone}, {"columns", columns}, {"ignored", dataset.ignored}, {"links", links},
                {"event_names", dataset.eventNames}, {"rows", dataset.rows}};
}

Result<RemoteDataset> remoteDatasetFromJson(const Json &json) {
    if (!json.is_object())
        return Error(ErrorKind::Corrupt, "remote.unreadable");
    RemoteDataset dataset;
    dataset.connection = jsonText(json, "connection");
    dataset.schema = jsonText(json, "schema");
    dataset.table = jsonText(json, "table");
    dataset.role = jsonText(json, "role", "table");
    dataset.key = jsonText(json, "key");
    dataset.profile = jsonText(json, "profile");
    dataset.time = jsonText(json, "time");
    dataset.nameColumn = jsonText(json, "name_column");
    dataset.eventName = jsonText(json, "event_name");
    dataset.email = jsonText(json, "email");
    dataset.zone = jsonText(json, "zone", "UTC");
    dataset.ignored = jsonTexts(json, "ignored");
    dataset.eventNames = jsonTexts(json, "event_names");
    dataset.rows = jsonInt(json, "rows", -1);
    if (const Json *columns = jsonMember(json, "columns"); columns && columns->is_array())
        for (const Json &column : *columns)
            dataset.columns.push_back({jsonText(column, "name"), jsonText(column, "source_type"), jsonText(column, "base"), jsonText(column, "type"),
                                       static_cast<int>(jsonInt(column, "scale"))});
    if (const Json *links = jsonMember(json, "links"); links && links->is_array())
        for (const Json &link : *links)
            dataset.links.push_back({jsonText(link, "column"), jsonText(link, "schema"), jsonText(link, "table"), jsonText(link, "target")});
    TRY(checkRemote(dataset));
    return dataset;
}

Result<void> checkRemote(const RemoteDataset &dataset) {
    constexpr std::array<std::string_view, 3> kRoles{"profiles", "events", "table"};
    const auto needs = [&](std::string_view what) { return Error(ErrorKind::Invalid, "remote.needs").with("role", dataset.role).with("what", what); };
    if (std::find(kRoles.begin(), kRoles.end(), dataset.role) == kRoles.end())
        return needs("--as profiles, events or table");
    if (dataset.connection.empty())
        return needs("--connection");
    if (dataset.table.empty())
        return needs("--table");
    if (dataset.role == "profiles" && dataset.key.empty())
        return needs("--key");
    if (dataset.role != "events")
        return {};
    if (dataset.profile.empty())
        return needs("--profile");
    if (dataset.time.empty())
        return needs("--time");
    if (dataset.nameColumn.empty() == dataset.eventName.empty())
        return needs("--name or --event");
    return {};
}

} // namespace audience::model
