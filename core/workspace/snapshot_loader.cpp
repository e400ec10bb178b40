#include "workspace/snapshot_loader.h"

#include "base/json.h"
#include "workspace/dataset_columns.h"

#include <algorithm>
#include <optional>

namespace audience::workspace {

using store::DatasetInfo;
using store::DatasetReader;
using store::DatasetRole;

namespace {

constexpr const char *kLinks = "dataset_links";

engine::EventSource sourceOf(const DatasetReader &reader) {
    const DatasetInfo &info = reader.info();
    engine::EventSource source;
    source.dataset = info.name;
    source.version = static_cast<std::uint64_t>(info.generation);
    for (const engine::Field &field : info.fields)
        if (field.name != info.profileField && field.name != info.timeField && field.name != info.nameField)
            source.fields.push_back(field);
    for (const store::ChunkRef &chunk : reader.chunks())
        for (const store::NameRange &range : chunk.names)
            source.names.push_back(range.name);
    std::sort(source.names.begin(), source.names.end());
    source.names.erase(std::unique(source.names.begin(), source.names.end()), source.names.end());
    return source;
}

std::uint64_t generationOf(const std::vector<DatasetInfo> &datasets, const Json &links) {
    std::uint64_t hash = 0xcbf29ce484222325; // FNV-1a over ids and generations
    const auto mix = [&](std::int64_t value) {
        for (int shift = 0; shift < 64; shift += 8)
            hash = (hash ^ (static_cast<std::uint64_t>(value) >> shift & 0xff)) * 0x100000001b3;
    };
    for (const DatasetInfo &info : datasets) {
        mix(info.id.value);
        mix(info.generation);
    }
    if (!links.is_null())
        for (const char c : dumpJson(links))
            mix(c);
    return hash;
}

void goOnWithEvents(const engine::Snapshot &previous, const EventPartitions &before, EventPartitions &now,
                    engine::Snapshot &snapshot) {
    for (const engine::EventSource &source : snapshot.schema().events) {
        engine::EventSource same = source;
        same.names = now.goOnFrom(before, previous, source);
        snapshot.adoptEvents(previous, same);
    }
}

} // namespace

Result<std::vector<engine::TableLink>> datasetLinks(const Workspace &workspace) {
    TRY_ASSIGN(const Json stored, workspace.setting(kLinks));
    std::vector<engine::TableLink> links;
    if (stored.is_array())
        for (const Json &one : stored)
            links.push_back({jsonText(one, "from"), jsonText(one, "from_column"), jsonText(one, "to"), jsonText(one, "to_column")});
    return links;
}

Result<void> setDatasetLinks(Workspace &workspace, const std::vector<engine::TableLink> &links) {
    Json stored = Json::array();
    for (const engine::TableLink &link : links)
        stored.push_back(Json{{"from", link.fromDataset}, {"from_column", link.fromField}, {"to", link.toDataset}, {"to_column", link.toField}});
    return workspace.setSetting(kLinks, stored);
}

Result<std::uint64_t> dataGeneration(const Workspace &workspace) {
    TRY_ASSIGN(const Reader connection, workspace.reader());
    TRY_ASSIGN(const auto datasets, DatasetReader::list(*connection));
    TRY_ASSIGN(const Json links, workspace.setting(kLinks));
    return generationOf(datasets, links);
}

Result<std::shared_ptr<const engine::Snapshot>>
loadSnapshot(const Workspace &workspace, const std::shared_ptr<const engine::Snapshot> &previous) {
    TRY_ASSIGN(const Reader connection, workspace.reader());
    TRY_ASSIGN(const auto datasets, DatasetReader::list(*connection));
    const auto provider = std::make_shared<DatasetColumns>(workspace);
    const auto before =
        previous ? std::dynamic_pointer_cast<DatasetColumns>(previous->provider()) : nullptr;
    engine::Schema schema;
    std::optional<engine::Bitmap> members;
    bool samePeople = false;
    for (const DatasetInfo &info : datasets) {
        if (info.role == DatasetRole::Profiles && !members) {
            TRY_ASSIGN(DatasetReader reader, DatasetReader::open(*connection, info.name));
            schema.profileDataset = info.name;
            schema.profileFields = reader.info().fields;
            schema.profileKey = reader.info().keyField;
            schema.profileVersion = static_cast<std::uint64_t>(reader.info().generation);
            samePeople = before && provider->goOnWithProfiles(*before, reader);
            if (samePeople) {
                members = previous->members();
            } else {
                TRY_ASSIGN(members, provider->openProfiles(std::move(reader)));
            }
        } else if (info.role == DatasetRole::Events && info.hasOrdinals()) {
            TRY_ASSIGN(DatasetReader reader, DatasetReader::open(*connection, info.name));
            schema.events.push_back(sourceOf(reader));
            provider->openEvents(std::move(reader));
        } else if (info.role == DatasetRole::Table) {
            TRY_ASSIGN(DatasetReader reader, DatasetReader::open(*connection, info.name));
            provider->openTable(std::move(reader));
        }
        if (info.role == DatasetRole::Table || (info.role == DatasetRole::Events && info.hasOrdinals()))
            schema.tables.push_back({info.name, static_cast<std::uint64_t>(info.generation), info.fields, info.hasOrdinals()});
    }
    if (!members)
        return std::shared_ptr<const engine::Snapshot>();
    TRY_ASSIGN(schema.links, datasetLinks(workspace));
    TRY_ASSIGN(const Json links, workspace.setting(kLinks));
    const std::uint64_t generation = generationOf(datasets, links);
    engine::Schema guestSchema;
    guestSchema.events = schema.events;
    const auto guests = std::make_shared<engine::Snapshot>(generation, std::move(guestSchema), engine::Bitmap(1),
                                                           std::make_shared<GuestColumns>(provider));
    const auto snapshot =
        std::make_shared<engine::Snapshot>(generation, std::move(schema), std::move(*members), provider, guests);
    // Rows of tables are read again.
    if (samePeople)
        snapshot->adoptProfiles(*previous);
    if (before) {
        goOnWithEvents(*previous, before->events(), provider->events(), *snapshot);
        goOnWithEvents(*previous->guests(), before->guestEvents(), provider->guestEvents(), *guests);
    }
    return std::shared_ptr<const engine::Snapshot>(snapshot);
}

} // namespace audience::workspace
