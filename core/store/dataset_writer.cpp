#include "store/dataset_writer.h"

#include "base/fault_point.h"
#include "store/chunk_store.h"
#include "store/column_edit.h"
#include "store/dataset_catalog.h"
#include "store/dataset_writer_state.h"
#include "store/disk_room.h"
#include "store/kept_load.h"

#include <algorithm>

namespace audience::store {

namespace {

Error refuse(std::string_view id, const DatasetInfo &info) {
    return Error(ErrorKind::Invalid, id).with("dataset", info.name);
}

std::string describe(const engine::Field &field) {
    std::string text(engine::toText(field.type));
    if (field.type == engine::ColumnType::Decimal)
        text += "(" + std::to_string(field.scale) + ")";
    return text;
}

// Roles and zone as wanted, or as they were where nothing is wanted.
void takeRoles(DatasetInfo &info, const DatasetInfo &wanted) {
    const auto take = [](std::string &to, const std::string &from) {
        if (!from.empty())
            to = from;
    };
    take(info.keyField, wanted.keyField);
    take(info.profileField, wanted.profileField);
    take(info.timeField, wanted.timeField);
    take(info.nameField, wanted.nameField);
    take(info.fixedEventName, wanted.fixedEventName);
    take(info.emailField, wanted.emailField);
    take(info.consentField, wanted.consentField);
    take(info.zone, wanted.zone);
}

// After checkExtends().
void extend(CatalogEntry &entry, const DatasetInfo &wanted) {
    for (const engine::Field &field : wanted.fields)
        if (!entry.info.fieldIndex(field.name)) {
            entry.info.fields.push_back(field);
            entry.numbers.push_back(entry.nextNumber++);
        }
    takeRoles(entry.info, wanted);
}

// The new list of fields; a field that stays the same keeps its column number, so that "as of"
// still finds its old values.
void redefine(CatalogEntry &entry, const DatasetInfo &wanted) {
    std::vector<std::uint32_t> numbers;
    for (const engine::Field &field : wanted.fields) {
        const auto index = entry.info.fieldIndex(field.name);
        const bool same = index && entry.info.fields[*index] == field;
        numbers.push_back(same ? entry.numbers[*index] : entry.nextNumber++);
    }
    DatasetInfo info = wanted;
    info.id = entry.info.id;
    info.name = entry.info.name;
    info.generation = entry.info.generation;
    info.rows = entry.info.rows;
    entry.info = std::move(info);
    entry.numbers = std::move(numbers);
}

Result<void> checkRoles(const DatasetInfo &info, WriteMode mode) {
    for (const std::string *name : {&info.keyField, &info.profileField, &info.timeField,
                                    &info.nameField, &info.emailField, &info.consentField})
        if (!name->empty() && !info.fieldIndex(*name))
            return refuse("dataset.field_unknown", info).with("field", *name);
    const bool needsKey = info.role == DatasetRole::Profiles || mode == WriteMode::Upsert;
    if (needsKey && (info.keyField.empty() || info.role == DatasetRole::Events))
        return refuse("dataset.no_key", info);
    return {};
}

// A dataset's SQL table stands before the stored one of its name: it must not hide one of ours.
Result<void> checkNotOurs(const Connection &connection, const std::string &name) {
    TRY_ASSIGN(
        Statement row,
        connection.prepare("SELECT 1 FROM main.sqlite_schema WHERE name = ? COLLATE NOCASE"));
    row.bind(1, name);
    TRY_ASSIGN(const bool taken, row.step());
    if (taken)
        return Error(ErrorKind::Invalid, "dataset.name_invalid")
            .with("name", name)
            .with("reason", "reserved");
    return {};
}

Result<DatasetId> freeDatasetId(const Connection &connection) {
    TRY_ASSIGN(const std::int64_t largest,
               connection.scalar("SELECT max(coalesce((SELECT max(id) FROM main.dataset), 0), "
                                 "coalesce((SELECT max(dataset) FROM main.chunk), 0))"));
    return DatasetId(largest + 1);
}

} // namespace

Result<void> checkExtends(const DatasetInfo &info, const DatasetInfo &wanted) {
    if (info.role != wanted.role)
        return refuse("dataset.role_changed", info);
    if (!wanted.keyField.empty() && info.keyField != wanted.keyField)
        return refuse("dataset.key_changed", info)
            .with("expected", info.keyField)
            .with("found", wanted.keyField);
    for (const engine::Field &field : wanted.fields)
        if (const auto index = info.fieldIndex(field.name); index && info.fields[*index] != field)
            return refuse("dataset.field_type", info)
                .with("field", field.name)
                .with("expected", describe(info.fields[*index]))
                .with("found", describe(field));
    return {};
}

DatasetWriter::DatasetWriter(std::unique_ptr<State> state) : m_state(std::move(state)) {}
DatasetWriter::DatasetWriter(DatasetWriter &&) noexcept = default;

DatasetWriter &DatasetWriter::operator=(DatasetWriter &&other) noexcept {
    std::swap(m_state, other.m_state);
    return *this;
}

DatasetWriter::~DatasetWriter() {
    if (m_state && !m_state->finished)
        (void)abort();
}

const DatasetInfo &DatasetWriter::info() const {
    return m_state->entry.info;
}

Result<DatasetWriter> DatasetWriter::begin(const Connection &connection, const DatasetInfo &wanted,
                                           WriteMode mode, Instant now) {
    return enter(connection, wanted, mode, now, false);
}

Result<DatasetWriter> DatasetWriter::goOn(const Connection &connection, const DatasetInfo &wanted, Instant now) {
    return enter(connection, wanted, WriteMode::Replace, now, true);
}

Result<DatasetWriter> DatasetWriter::enter(const Connection &connection, const DatasetInfo &wanted, WriteMode mode, Instant now, bool goesOn) {
    TRY(checkNames(wanted));
    TRY(checkNotOurs(connection, wanted.name));
    TRY_ASSIGN(ImportStage stage, ImportStage::enter(connection, wanted.name, now));
    auto state = std::make_unique<State>(connection, std::move(stage), mode, now);
    State *raw = state.get();
    DatasetWriter writer(std::move(state)); // from here on an error sweeps the stage
    TRY_ASSIGN(auto existing, findEntry(connection, wanted.name));
    if (existing) {
        raw->entry = std::move(*existing);
        if (mode == WriteMode::Replace) {
            redefine(raw->entry, wanted);
        } else {
            TRY(checkExtends(raw->entry.info, wanted));
            extend(raw->entry, wanted);
        }
    } else {
        raw->entry.info = wanted;
        raw->entry.info.generation = raw->entry.info.rows = 0;
        for (std::size_t i = 0; i < wanted.fields.size(); ++i)
            raw->entry.numbers.push_back(raw->entry.nextNumber++);
        TRY_ASSIGN(raw->entry.info.id, freeDatasetId(connection));
    }
    DatasetInfo &info = raw->entry.info;
    TRY(checkRoles(info, mode));
    TRY(checkNames(info));
    if (info.role == DatasetRole::Profiles)
        info.profileField = info.keyField;
    raw->keyed = info.role == DatasetRole::Profiles ||
                 (info.role == DatasetRole::Table && !info.keyField.empty());
    if (goesOn)
        TRY(raw->recallKept());
    else if (mode == WriteMode::Replace)
        TRY(dropKept(connection, info.name));
    if (raw->keyed && mode != WriteMode::Replace && info.generation != 0) {
        TRY_ASSIGN(const DatasetReader reader, DatasetReader::open(connection, info.name));
        TRY_ASSIGN(raw->directory, RowDirectory::load(reader));
        for (const ChunkRef &chunk : reader.chunks())
            raw->slots.push_back(chunk.id);
        raw->firstStagedSlot = raw->slots.size();
    }
    return writer;
}

Result<void> DatasetWriter::State::noteKeys(const EncodedChunk &chunk) {
    const auto slot = static_cast<std::uint32_t>(slots.size() - 1);
    const bool byOrdinal = entry.info.role == DatasetRole::Profiles;
    dead.resize(slots.size());
    for (std::uint32_t row = 0; row < chunk.rows; ++row) {
        const RowPlace before = byOrdinal ? directory.move(chunk.ordinals[row], {slot, row})
                                          : directory.move(chunk.keys.at(row), {slot, row});
        if (before.slot == RowPlace::kNowhere)
            continue;
        dead[before.slot].push_back(before.row);
        ++(before.slot < firstStagedSlot ? result.rowsReplaced : result.duplicates);
    }
    return {};
}

Result<void> DatasetWriter::State::checkKeys(const EncodedChunk &chunk) const {
    const bool byOrdinal = entry.info.role == DatasetRole::Profiles;
    const std::size_t count = byOrdinal ? chunk.ordinals.size() : chunk.keys.size();
    for (std::uint32_t row = 0; row < chunk.rows; ++row)
        if (row >= count ||
            (byOrdinal ? chunk.ordinals[row] == kNoOrdinal : chunk.keys.at(row).empty()))
            return refuse("dataset.key_missing", entry.info).with("row", std::to_string(row));
    return {};
}

Result<void> DatasetWriter::State::readKeys(EncodedChunk &chunk, std::int64_t id, bool packed) const {
    const bool byOrdinal = entry.info.role == DatasetRole::Profiles;
    const std::uint32_t number = byOrdinal ? kOrdinalColumn : entry.numbers[entry.info.fieldIndex(entry.info.keyField).value_or(0)];
    TRY_ASSIGN(const auto column, readChunkColumn(connection, id, packed, number));
    if (!column || column->rows != chunk.rows || (byOrdinal && column->type != engine::ColumnType::Int64))
        return Error(ErrorKind::Corrupt, "chunk.corrupt").with("dataset", entry.info.name).with("chunk", std::to_string(id)).with("reason", "keys");
    for (std::uint32_t row = 0; row < chunk.rows; ++row)
        if (byOrdinal)
            chunk.ordinals.push_back(static_cast<Ordinal>(column->ints[row]));
        else
            chunk.keys.append(keyText(*column, row));
    return {};
}

Result<void> DatasetWriter::State::recallKept() {
    TRY_ASSIGN(const auto kept, findKept(connection, entry.info.name));
    if (!kept || kept->generation != entry.info.generation || kept->shape != shapeOf(entry) ||
        (kept->generation != 0 && kept->dataset != entry.info.id.value))
        return Error(ErrorKind::NotFound, "dataset.nothing_kept").with("dataset", entry.info.name);
    entry.info.id = DatasetId(kept->dataset);
    beganAt = kept->beganAt;
    hasKept = true;
    TRY_ASSIGN(Statement rows, connection.prepare("SELECT id, rows, packed FROM main.chunk WHERE staged = 2 AND dataset = ? ORDER BY id"));
    rows.bind(1, kept->dataset);
    for (;;) {
        TRY_ASSIGN(const bool more, rows.step());
        if (!more)
            return {};
        EncodedChunk chunk;
        chunk.rows = static_cast<std::uint32_t>(rows.int64(1));
        slots.push_back(rows.int64(0));
        stagedRows += chunk.rows;
        if (!keyed)
            continue;
        TRY(readKeys(chunk, rows.int64(0), rows.int64(2) != 0));
        TRY(checkKeys(chunk));
        TRY(noteKeys(chunk));
    }
}

Result<void> DatasetWriter::keep(std::string_view body, Instant now) {
    State &state = *m_state;
    const std::string dataset = std::to_string(state.entry.info.id.value);
    TRY_ASSIGN(Transaction transaction, Transaction::begin(state.connection));
    state.stage.setNow(now);
    TRY(state.stage.touch(state.connection));
    TRY(state.connection.execute("UPDATE main.chunk SET staged = 2 WHERE staged = 1 AND dataset = " + dataset));
    // Others may name people before this goes on: what an ordinal is must be known to them.
    TRY(state.connection.execute("UPDATE main.chunk SET staged = 0, generation_from = " + std::to_string(state.entry.info.generation + 1) +
                                 " WHERE staged = 1 AND dataset = " + std::to_string(kIdentityDataset)));
    const KeptLoad load{state.entry.info.id.value, state.entry.info.generation, shapeOf(state.entry), state.beganAt, now, std::string(body)};
    TRY(saveKept(state.connection, state.entry.info.name, load));
    TRY(transaction.commit());
    state.hasKept = true;
    faultPoint("import.kept");
    return {};
}

Result<void> DatasetWriter::addChunk(EncodedChunk chunk) {
    State &state = *m_state;
    if (chunk.rows == 0)
        return {};
    if (state.keyed)
        TRY(state.checkKeys(chunk));
    TRY(checkRoom(state.connection.path(), static_cast<std::int64_t>(chunk.bytes())));
    TRY_ASSIGN(const std::int64_t id,
               stageChunk(state.connection, state.stage, state.entry.info.id.value, chunk,
                          state.entry.numbers, state.now, state.figures));
    state.stagedRows += chunk.rows;
    state.slots.push_back(id);
    if (state.keyed)
        TRY(state.noteKeys(chunk));
    return {};
}

Result<void> DatasetWriter::addRows(ChunkRows rows) {
    TRY_ASSIGN(auto chunks, encodeChunks(info(), std::move(rows)));
    for (EncodedChunk &chunk : chunks)
        TRY(addChunk(std::move(chunk)));
    return {};
}

std::int64_t DatasetWriter::State::remove(const std::vector<RowPlace> &places) {
    dead.resize(slots.size());
    for (const RowPlace &place : places)
        dead[place.slot].push_back(place.row);
    result.rowsRemoved += static_cast<std::int64_t>(places.size());
    return static_cast<std::int64_t>(places.size());
}

std::int64_t DatasetWriter::removeOthers(const engine::Bitmap &stay) {
    return m_state->remove(m_state->directory.takeOthers(stay));
}

std::int64_t DatasetWriter::removeOthers(const TextIndex &stay) {
    return m_state->remove(m_state->directory.takeOthers(stay));
}

Result<std::int64_t> DatasetWriter::removeWhere(const std::string &field, const std::vector<std::string> &texts) {
    State &state = *m_state;
    if (state.keyed || state.mode != WriteMode::Append || !state.slots.empty() || state.entry.info.generation == 0)
        return std::int64_t{0};
    TRY_ASSIGN(const DatasetReader reader, DatasetReader::open(state.connection, state.entry.info.name));
    const auto index = reader.info().fieldIndex(field);
    if (!index)
        return std::int64_t{0};
    std::vector<RowPlace> places;
    for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
        state.slots.push_back(reader.chunks()[chunk].id);
        TRY_ASSIGN(const auto column, reader.column(chunk, *index));
        TRY_ASSIGN(const auto live, reader.liveRows(chunk));
        for (std::uint32_t row = 0; row < reader.chunks()[chunk].rows; ++row)
            if ((live.empty() || (live[row >> 6] >> (row & 63) & 1) != 0) && std::find(texts.begin(), texts.end(), keyText(column, row)) != texts.end())
                places.push_back({static_cast<std::uint32_t>(chunk), row});
    }
    state.firstStagedSlot = state.slots.size();
    return state.remove(places);
}

Result<void> DatasetWriter::keepAlive(Instant now) {
    m_state->stage.setNow(now);
    TRY_ASSIGN(Transaction transaction, Transaction::begin(m_state->connection));
    TRY(m_state->stage.touch(m_state->connection));
    return transaction.commit();
}

Result<void> DatasetWriter::State::switchGeneration() {
    const std::string dataset = std::to_string(entry.info.id.value);
    const std::string generation = std::to_string(entry.info.generation);
    const std::string at = std::to_string(now.micros);
    if (mode == WriteMode::Replace) {
        // Superseded profiles stay readable "as of" an earlier time; other rows have no such
        // reader.
        const bool keep = entry.info.role == DatasetRole::Profiles;
        TRY(connection.execute("UPDATE main.chunk SET generation_to = " + generation +
                               ", retired_at = " + at + ", valid_to = " + (keep ? at : "NULL") +
                               " WHERE dataset = " + dataset +
                               " AND generation_to IS NULL AND staged = 0"));
    }
    for (std::size_t slot = 0; slot < dead.size(); ++slot) {
        if (dead[slot].empty())
            continue;
        std::sort(dead[slot].begin(), dead[slot].end());
        DeadRows rows{std::move(dead[slot]), {}};
        rows.validTo.assign(rows.positions.size(), now.micros);
        TRY(writeDead(connection, slots[slot], entry.info.generation, rows));
    }
    TRY(connection.execute("UPDATE main.chunk SET staged = 0, generation_from = " + generation +
                           " WHERE staged = 1"));
    if (hasKept)
        TRY(connection.execute("UPDATE main.chunk SET staged = 0, generation_from = " + generation + ", valid_from = " + at +
                               " WHERE staged = 2 AND dataset = " + dataset));
    TRY(dropKept(connection, entry.info.name));
    TRY(saveEntry(connection, entry));
    return stage.leave(connection);
}

Result<DatasetReader> DatasetWriter::preview(const Connection &connection) const {
    const State &state = *m_state;
    StagedView staged{state.entry, state.mode == WriteMode::Replace, state.hasKept, {}};
    DatasetInfo &info = staged.entry.info;
    info.rows = state.stagedRows - state.result.duplicates;
    if (state.mode != WriteMode::Replace)
        info.rows += state.entry.info.rows - state.result.rowsReplaced - state.result.rowsRemoved;
    for (std::size_t slot = 0; slot < state.dead.size(); ++slot)
        if (!state.dead[slot].empty())
            staged.dead.emplace(state.slots[slot], state.dead[slot]);
    return DatasetReader::openStaged(connection, std::move(staged));
}

Result<WriteResult> DatasetWriter::commit() {
    State &state = *m_state;
    DatasetInfo &info = state.entry.info;
    WriteResult &result = state.result;
    result.rowsAdded = state.stagedRows - result.duplicates;
    if (state.mode == WriteMode::Replace)
        result.rowsReplaced = info.rows;
    info.rows += result.rowsAdded - result.rowsReplaced - result.rowsRemoved;
    info.generation += 1;
    info.updatedAt = state.now;
    result.rows = info.rows;
    result.generation = info.generation;
    result.commits = state.figures.commits;
    result.largestCommitBytes = state.figures.largestBytes;
    result.longestCommitMicros = state.figures.longestMicros;
    TRY_ASSIGN(Transaction transaction, Transaction::begin(state.connection));
    TRY(state.switchGeneration());
    faultPoint("import.switch.before_commit");
    TRY(transaction.commit());
    faultPoint("import.switch.committed");
    state.finished = true;
    return result;
}

Result<void> DatasetWriter::abort() {
    State &state = *m_state;
    state.finished = true;
    state.stage.abandon();
    TRY(sweepDeadStage(state.connection, state.now));
    return {};
}

} // namespace audience::store
