#include "ingest/profile_stage.h"

#include "base/text.h"
#include "ingest/consent_words.h"

#include <algorithm>
#include <utility>

namespace audience::ingest {

namespace {

enum class Vote : std::uint8_t { None, Granted, NoConsent, Withdrawn, Unclear };

void addGrowing(engine::Bitmap &bitmap, Ordinal ordinal) {
    if (ordinal >= bitmap.size())
        bitmap |=
            engine::Bitmap(std::max<std::size_t>(std::size_t{ordinal} + 1, bitmap.size() * 2));
    bitmap.add(ordinal);
}

std::string keyAt(const engine::ColumnData &column, std::uint32_t row) {
    if (engine::isTextual(column.type))
        return std::string(trimmed(column.textAt(row)));
    return engine::toText(engine::cellAt(column, row));
}

} // namespace

struct ProfileStage::Batch {
    store::ChunkRows rows;
    std::optional<store::KeyColumn> keys; // of `rows`
    std::vector<RowPlace> places;
    std::vector<std::string> emails; // trimmed, NFC, case-folded; one per row
    std::vector<Vote> votes;         // one per row
};

ProfileStage::ProfileStage(const store::DatasetInfo &dataset, const ImportPlan &plan,
                           store::IdentityMap identity)
    : m_dataset(dataset), m_plan(plan.decode), m_identity(std::move(identity)) {
    for (const engine::Field &field : m_dataset.fields)
        m_sources.push_back(plan.dataset.fieldIndex(field.name).value_or(SIZE_MAX));
    const auto position = [&](const std::string &name) {
        return name.empty() ? SIZE_MAX : m_dataset.fieldIndex(name).value_or(SIZE_MAX);
    };
    m_key = position(m_dataset.keyField);
    m_profile = position(m_dataset.role == store::DatasetRole::Profiles ? m_dataset.keyField
                                                                        : m_dataset.profileField);
    if (m_dataset.role == store::DatasetRole::Profiles)
        m_email = position(plan.dataset.emailField);
    if (m_dataset.hasOrdinals())
        m_consentField = position(plan.dataset.consentField);
}

Result<std::unique_ptr<ProfileStage>> ProfileStage::create(const store::Connection &reader,
                                                           const store::DatasetInfo &dataset,
                                                           const ImportPlan &plan,
                                                           const std::string &idColumn) {
    store::IdentityMap identity;
    if (dataset.hasOrdinals()) {
        TRY_ASSIGN(identity, store::IdentityMap::load(reader));
        if (dataset.role == store::DatasetRole::Profiles)
            identity.reserve(identity.ordinalCount() + static_cast<std::size_t>(plan.rows));
    }
    std::unique_ptr<ProfileStage> stage(new ProfileStage(dataset, plan, std::move(identity)));
    if (dataset.role == store::DatasetRole::Profiles && !idColumn.empty())
        stage->m_id = dataset.fieldIndex(idColumn).value_or(SIZE_MAX);
    stage->m_consentYes = plan.consentYes;
    return stage;
}

ProfileStage::Batch ProfileStage::prepare(DecodedRows &rows) const {
    Batch batch;
    batch.rows.rows = rows.rows;
    batch.places = std::move(rows.places);
    batch.rows.columns.resize(m_sources.size());
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (m_sources[i] != SIZE_MAX)
            batch.rows.columns[i] = std::move(rows.columns[m_sources[i]]);
        else
            batch.rows.columns[i].type = m_dataset.fields[i].type;
    }
    store::sortForChunk(m_dataset, batch.rows);
    if (m_email != SIZE_MAX && batch.rows.columns[m_email].rows != 0) {
        const engine::ColumnData &column = batch.rows.columns[m_email];
        batch.emails.reserve(column.rows);
        for (std::uint32_t row = 0; row < column.rows; ++row)
            batch.emails.push_back(column.isNull(row) ? std::string()
                                                      : foldCase(toNfc(keyAt(column, row))));
    }
    readVotes(batch);
    return batch;
}

void ProfileStage::readVotes(Batch &batch) const {
    if (m_consentField != SIZE_MAX && batch.rows.columns[m_consentField].rows != 0) {
        const engine::ColumnData &column = batch.rows.columns[m_consentField];
        for (std::uint32_t row = 0; row < column.rows; ++row) {
            Vote vote = Vote::None;
            if (!column.isNull(row)) {
                const auto said = consentFromText(keyAt(column, row), m_consentYes);
                vote = !said                             ? Vote::Unclear
                       : said == ConsentWord::Yes       ? Vote::Granted
                       : said == ConsentWord::Withdrawn ? Vote::Withdrawn
                                                        : Vote::NoConsent;
            }
            batch.votes.push_back(vote);
        }
    }
}

Result<void> ProfileStage::recall(const store::DatasetReader &staged) {
    if (m_consentField == SIZE_MAX)
        return {};
    for (std::size_t chunk = 0; chunk < staged.chunks().size(); ++chunk) {
        Batch batch;
        batch.rows.rows = staged.chunks()[chunk].rows;
        batch.rows.columns.resize(m_dataset.fields.size());
        TRY_ASSIGN(batch.rows.columns[m_consentField], staged.column(chunk, m_consentField));
        TRY_ASSIGN(batch.rows.ordinals, staged.ordinals(chunk));
        readVotes(batch);
        noteConsent(batch);
    }
    return {};
}

void ProfileStage::noteRepeated(Batch &batch, const DecodedPiece &piece) {
    if (batch.places.empty() || m_key == SIZE_MAX)
        return;
    const engine::ColumnData &keys = batch.rows.columns[m_key];
    for (std::uint32_t row = 0; row < batch.rows.rows; ++row) {
        if (m_dataset.role == store::DatasetRole::Profiles) {
            const Ordinal ordinal = batch.rows.ordinals[row];
            if (ordinal >= m_seen.size())
                m_seen.resize(std::max<std::size_t>(std::size_t{ordinal} + 1, m_seen.size() * 2));
            if (!m_seen[ordinal]) {
                m_seen[ordinal] = true;
                continue;
            }
        } else if (m_seenKeys.insert(keyAt(keys, row)).second) {
            continue;
        }
        const RowPlace place = batch.places[row];
        RowReject repeated{
            m_plan->dialect.dataRow + m_records + place.record,
            m_plan->dialect.encoding == Encoding::Utf8 ? piece.fileOffset + place.offset
                                                       : piece.fileOffset,
            "ingest.reject.repeated_key", m_dataset.keyField, keyAt(keys, row).substr(0, 4096)};
        if (!m_firstRepeated)
            m_firstRepeated = repeated;
        if (m_keptRepeated++ < kKeptRejects)
            m_repeated.push_back(std::move(repeated));
    }
}

void ProfileStage::noteConsent(const Batch &batch) {
    for (std::uint32_t row = 0; row < batch.votes.size(); ++row) {
        const Ordinal ordinal = batch.rows.ordinals[row];
        if (batch.votes[row] == Vote::None || ordinal == store::kNoOrdinal)
            continue;
        if (batch.votes[row] == Vote::Unclear) {
            if (m_consent.unclear++ == 0)
                m_consent.unclearExample =
                    keyAt(batch.rows.columns[m_consentField], row).substr(0, 100);
        }
        // The last row of a person stands, as it does for their other columns. What is no clear yes is none.
        engine::Bitmap &now = batch.votes[row] == Vote::Granted     ? m_consent.granted
                              : batch.votes[row] == Vote::Withdrawn ? m_consent.withdrawn
                                                                    : m_consent.none;
        for (engine::Bitmap *other : {&m_consent.granted, &m_consent.none, &m_consent.withdrawn})
            if (other != &now && other->contains(ordinal))
                other->remove(ordinal);
        addGrowing(now, ordinal);
    }
}

void ProfileStage::inOrder(Batch &batch, const DecodedPiece &piece) {
    if (m_dataset.hasOrdinals())
        batch.rows.ordinals = m_identity.resolve(*batch.keys);
    for (std::uint32_t row = 0; row < batch.emails.size(); ++row)
        if (!batch.emails[row].empty())
            m_identity.link(batch.emails[row], store::IdentityKind::Email,
                            batch.rows.ordinals[row]);
    if (m_id != SIZE_MAX) {
        const engine::ColumnData &ids = batch.rows.columns[m_id];
        for (std::uint32_t row = 0; row < ids.rows; ++row)
            if (!ids.isNull(row))
                m_identity.link(keyAt(ids, row), store::IdentityKind::Other,
                                batch.rows.ordinals[row]);
    }
    noteRepeated(batch, piece);
    noteConsent(batch);
}

Result<std::vector<store::EncodedChunk>> ProfileStage::encode(std::uint64_t index,
                                                              DecodedPiece &piece) {
    std::vector<Batch> batches;
    for (DecodedRows &rows : piece.batches)
        batches.push_back(prepare(rows));
    if (m_dataset.hasOrdinals())
        for (Batch &batch : batches)
            batch.keys.emplace(batch.rows.columns[m_profile]);
    {
        std::unique_lock lock(m_mutex);
        m_turn.wait(lock, [&] { return m_stopped || m_next == index; });
        if (m_stopped)
            return *m_stopped;
        for (Batch &batch : batches)
            inOrder(batch, piece);
        m_records += piece.records;
        ++m_next;
        m_turn.notify_all();
    }
    std::vector<store::EncodedChunk> chunks;
    for (Batch &batch : batches) {
        auto encoded = store::encodeChunks(m_dataset, std::move(batch.rows));
        if (!encoded) {
            stop(encoded.error());
            return std::move(encoded).error();
        }
        for (store::EncodedChunk &chunk : *encoded)
            chunks.push_back(std::move(chunk));
    }
    return chunks;
}

void ProfileStage::stop(const Error &error) {
    const std::lock_guard lock(m_mutex);
    if (!m_stopped)
        m_stopped = error;
    m_turn.notify_all();
}

Result<void> ProfileStage::appendIdentity(store::DatasetWriter &writer) {
    if (!m_dataset.hasOrdinals())
        return {};
    std::vector<store::ChunkRows> added;
    {
        const std::lock_guard lock(m_mutex);
        added = m_identity.takeNew();
    }
    return store::stageIdentities(writer, std::move(added));
}

std::vector<RowReject> ProfileStage::takeRepeatedKeys() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_repeated, {});
}

} // namespace audience::ingest
