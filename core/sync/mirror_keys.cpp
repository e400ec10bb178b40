#include "sync/mirror_keys.h"

#include "store/column_edit.h"
#include "store/identity_map.h"
#include "sync/part_source.h"
#include "sync/shape_drift.h"
#include "workspace/workspace.h"

namespace audience::sync {

namespace {

Result<warehouse::ReadRequest> keysOf(const model::SyncPlan &plan, warehouse::Connector &connector, const CancelToken &cancel) {
    warehouse::ReadRequest read;
    read.table = {plan.schema, plan.table};
    read.zone = plan.zone;
    read.keyColumn = 0;
    TRY_ASSIGN(const auto shape, connector.shape(read.table, warehouse::Sampling::No, cancel));
    for (const model::SyncColumn &column : plan.columns) {
        if (column.name != plan.key)
            continue;
        const warehouse::ColumnInfo *source = shape.find(column.source);
        if (!source)
            return Error(ErrorKind::Invalid, "sync.unknown_column").with("column", column.source).with("table", plan.source());
        TRY_ASSIGN(engine::Field field, fieldOf(column));
        read.columns.push_back({column.source, source->base, std::move(field)});
        if (source->nullable || connector.capabilities().holdsToOrder || !connector.checkOrder(*source))
            continue;
        read.order = source->name;
        read.orderBase = source->base;
    }
    return read;
}

} // namespace

Result<LivingKeys> readLivingKeys(workspace::Workspace &workspace, const model::SyncPlan &plan, const Spending &spending, warehouse::Connector &connector,
                                  const CancelToken &cancel) {
    const bool ofPeople = plan.role == "profiles";
    TRY_ASSIGN(warehouse::ReadRequest read, keysOf(plan, connector, cancel));
    LivingKeys living;
    store::IdentityMap identity;
    if (ofPeople) {
        TRY_ASSIGN(const workspace::Reader reader, workspace.reader());
        TRY_ASSIGN(identity, store::IdentityMap::load(*reader));
        living.people = engine::Bitmap(identity.ordinalCount());
    }
    PartSource::Options options;
    options.maxBytes = spending.most;
    options.spent = spending.sofar;
    options.ordered = !read.order.empty();
    options.repeats = true; // a key that comes twice is there all the same
    PartSource source(connector, std::move(read), options, workspace.clock(), cancel);
    for (;;) {
        TRY_ASSIGN(const auto page, source.next());
        if (!page)
            break;
        TRY_ASSIGN(const auto typed, page->stream->decode(page->raw));
        living.rows += typed.read;
        for (const ingest::DecodedRows &rows : typed.batches)
            for (std::uint32_t row = 0; row < rows.rows; ++row) {
                const std::string key = store::keyText(rows.columns.front(), row);
                if (!ofPeople)
                    living.keys.insert(key);
                else if (const auto ordinal = identity.find(key))
                    living.people.add(*ordinal);
            }
    }
    living.bytes = source.bytes();
    living.reconnects = source.reconnects();
    return living;
}

} // namespace audience::sync
