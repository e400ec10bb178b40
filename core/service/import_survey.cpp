#include "service/import_survey.h"

#include "async/parallel.h"
#include "base/text.h"
#include "email/address.h"
#include "ingest/consent_words.h"
#include "ingest/import_plan.h"
#include "ingest/import_run_repository.h"
#include "ingest/piece_pipeline.h"
#include "service/data_service.h"
#include "service/session.h"
#include "store/dataset_reader.h"
#include "store/text_index.h"
#include "workspace/suppression_repository.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdlib>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace audience::service {

namespace {

using Effect = ImportFinding::Effect;
using store::DatasetRole;
using store::TextIndex;

constexpr std::size_t kNone = SIZE_MAX;
constexpr std::size_t kShownValues = 20;
constexpr std::size_t kCountedValues = 2'000;
constexpr std::size_t kCountedOrders = 4'000'000; // more of them are not worth the memory

enum class AddressKind : std::uint8_t { Missing, Invalid, Blocked, Fine };
enum class Vote : std::uint8_t { None, Unclear, Yes, No, Withdrawn };

Vote voteOf(std::optional<ingest::ConsentWord> said) {
    using ingest::ConsentWord;
    return !said ? Vote::Unclear : said == ConsentWord::Yes ? Vote::Yes : said == ConsentWord::Withdrawn ? Vote::Withdrawn : Vote::No;
}

std::string textAt(const engine::ColumnData &column, std::uint32_t row) {
    if (column.isNull(row))
        return {};
    if (engine::isTextual(column.type))
        return std::string(trimmed(column.textAt(row)));
    return engine::toText(engine::cellAt(column, row));
}

// A row as one number, whatever the order of its columns; what is empty counts as not there.
void addContents(const engine::ColumnData &column, const std::string &name, std::vector<std::uint64_t> &contents) {
    const std::uint64_t nameHash = store::textHash(toLowerAscii(name));
    for (std::uint32_t row = 0; row < column.rows; ++row) {
        if (column.isNull(row))
            continue;
        std::uint64_t value = 0;
        if (engine::isTextual(column.type)) {
            value = store::textHash(column.textAt(row));
        } else if (column.type == engine::ColumnType::Double) {
            value = std::bit_cast<std::uint64_t>(column.doubles[row]);
        } else {
            std::int64_t number = column.ints[row];
            int scale = column.type == engine::ColumnType::Decimal ? column.scale : 0;
            for (; scale > 0 && number % 10 == 0; --scale)
                number /= 10; // 1.50 is 1.5
            value = static_cast<std::uint64_t>(number) * 31 + static_cast<std::uint64_t>(scale);
        }
        value = (value ^ nameHash) * 0x9E3779B97F4A7C15U;
        value ^= value >> 29;
        contents[row] += value * 0xBF58476D1CE4E5B9U;
    }
}

// What a worker finds out about the rows of one piece, without their order.
struct RowFacts {
    engine::ColumnData keys;
    std::vector<TextIndex::Key> keysAt;
    std::vector<ingest::RowPlace> places;
    std::vector<AddressKind> addresses;
    std::vector<std::uint64_t> addressHashes;
    std::vector<Vote> votes;
    std::vector<std::uint64_t> contents; // where there are rows to compare with
    std::vector<std::string> keyTexts; // where the key column is no text
    std::string_view keyAt(std::uint32_t row) const {
        return keyTexts.empty() ? trimmed(keys.textAt(row)) : std::string_view(keyTexts[row]);
    }
};

struct PieceFacts {
    ingest::DecodedPiece piece;
    std::vector<RowFacts> batches;
    std::vector<std::int64_t> empty; // per column
    std::map<std::string, std::int64_t> consentValues, eventNames;
    std::int64_t ofKnownPeople = 0;
    std::string invalidAddress, unclearConsent, unknownPerson; // examples
    std::vector<std::uint64_t> orders; // which order each row is of
};

class ImportSurvey {
public:
    ImportSurvey(workspace::Workspace &file, const ingest::ImportSpec &spec, Progress *progress, const CancelToken &cancel)
        : m_file(file), m_spec(spec), m_progress(progress), m_cancel(cancel) {}

    Result<ImportFindings> run() {
        const auto began = std::chrono::steady_clock::now();
        TRY_ASSIGN(ingest::FileSource source, ingest::FileSource::open(m_spec.path));
        m_bytes = source.size();
        if (m_progress)
            m_progress->setTotal(2 * m_bytes);
        TRY_ASSIGN(const workspace::Reader reader, m_file.reader());
        TRY_ASSIGN(m_existing, ingest::findExisting(*reader, m_spec));
        TRY_ASSIGN(m_plan, ingest::planImport(source, m_spec, m_existing, m_progress, m_cancel));
        TRY_ASSIGN(const auto same, ingest::ImportRunRepository(*reader).findSameFile(m_spec.name, m_plan.digest));
        if (same && m_existing)
            m_out.importedBefore = same->finishedAt.value_or(same->startedAt);
        TRY_ASSIGN(m_suppressed, workspace::SuppressionRepository::hashes(*reader));
        choosePlaces();
        TRY(loadPeople(*reader));
        TRY(readRows(source));
        TRY(countAgainst(*reader));
        countPeople();
        report();
        m_out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        return std::move(m_out);
    }

private:
    bool isPeople() const { return m_spec.role == DatasetRole::Profiles; }
    bool isCompared() const { return m_existing && m_key != kNone && m_spec.mode != store::WriteMode::Replace; }
    void choosePlaces() {
        const auto place = [&](const std::string &name) { return name.empty() ? kNone : m_plan.dataset.fieldIndex(name).value_or(kNone); };
        m_key = m_spec.role == DatasetRole::Events ? kNone : place(m_plan.dataset.keyField);
        m_email = isPeople() ? place(m_spec.email) : kNone;
        m_consent = isPeople() ? place(m_spec.consent) : kNone;
        m_name = m_spec.role == DatasetRole::Events ? place(m_spec.nameColumn) : kNone;
        m_who = m_spec.role == DatasetRole::Events ? place(m_spec.profile) : kNone;
        m_order = m_spec.role == DatasetRole::Events ? place(m_spec.order) : kNone;
        for (const engine::Field &field : m_plan.dataset.fields) {
            using engine::ColumnType;
            const bool number = field.type == ColumnType::Int64 || field.type == ColumnType::Decimal || field.type == ColumnType::Double;
            m_out.columns.push_back({{field.name, std::string(engine::toText(field.type)), number}, 0});
        }
    }

    // The keys of the people that are there, for files of what people did.
    Result<void> loadPeople(const store::Connection &connection) {
        if (m_who == kNone)
            return {};
        TRY_ASSIGN(const auto datasets, store::DatasetReader::list(connection));
        const auto people = std::find_if(datasets.begin(), datasets.end(), [](const auto &one) { return one.role == DatasetRole::Profiles; });
        const auto field = people == datasets.end() ? std::nullopt : people->fieldIndex(people->keyField);
        if (!field)
            return {};
        TRY_ASSIGN(const auto reader, store::DatasetReader::open(connection, people->name));
        for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
            TRY(m_cancel.check());
            TRY_ASSIGN(const engine::ColumnData keys, reader.column(chunk, *field));
            TRY_ASSIGN(const auto live, reader.liveRows(chunk));
            for (std::uint32_t row = 0; row < keys.rows; ++row)
                if ((live.empty() || (live[row >> 6] >> (row & 63) & 1)) && !keys.isNull(row))
                    m_people.insert(trimmed(textAt(keys, row)));
        }
        m_out.ofKnownPeople = 0;
        return {};
    }

    Result<void> readRows(ingest::FileSource &source) {
        ingest::CsvSplitter splitter(source, m_plan.decode->dialect, m_plan.pieceBytes, m_cancel);
        std::vector<ingest::RowDecoder> decoders(static_cast<std::size_t>(computeThreads()), ingest::RowDecoder(m_plan.decode, m_cancel));
        return ingest::runPieces<PieceFacts>(
            splitter, computeThreads(),
            [&](ingest::CsvPiece &&piece, int worker) -> Result<PieceFacts> {
                PieceFacts facts;
                TRY_ASSIGN(facts.piece, decoders[static_cast<std::size_t>(worker)].decode(piece));
                piece.text = std::string();
                look(facts);
                return facts;
            },
            [&](PieceFacts &&facts) -> Result<bool> {
                TRY(m_cancel.check());
                take(facts);
                return true;
            });
    }

    // On a worker thread.
    void look(PieceFacts &facts) const {
        facts.empty.resize(m_out.columns.size());
        for (ingest::DecodedRows &rows : facts.piece.batches) {
            for (std::size_t i = 0; i < rows.columns.size(); ++i)
                facts.empty[i] += rows.columns[i].nullCount();
            RowFacts batch;
            batch.places = std::move(rows.places);
            if (m_email != kNone)
                lookAtAddresses(rows, facts, batch);
            if (m_consent != kNone)
                lookAtConsent(rows, facts, batch);
            if (isCompared()) {
                batch.contents.resize(rows.rows);
                for (std::size_t i = 0; i < rows.columns.size(); ++i)
                    addContents(rows.columns[i], m_plan.dataset.fields[i].name, batch.contents);
            }
            if (m_name != kNone)
                countValues(rows.columns[m_name], rows.rows, facts.eventNames);
            if (m_out.ofKnownPeople) {
                const engine::ColumnData &who = rows.columns[m_who];
                for (std::uint32_t row = 0; row < rows.rows; ++row) {
                    const std::string text = textAt(who, row);
                    const bool isKnown = !who.isNull(row) && m_people.find(trimmed(text)) != TextIndex::kAbsent;
                    facts.ofKnownPeople += isKnown;
                    if (!isKnown && facts.unknownPerson.empty())
                        facts.unknownPerson = text.substr(0, 100);
                }
            }
            if (m_order != kNone)
                for (std::uint32_t row = 0; row < rows.rows; ++row)
                    if (const engine::ColumnData &order = rows.columns[m_order]; !order.isNull(row))
                        facts.orders.push_back(store::textHash(textAt(order, row)));
            if (m_key != kNone) {
                batch.keys = std::move(rows.columns[m_key]);
                if (!engine::isTextual(batch.keys.type))
                    for (std::uint32_t row = 0; row < rows.rows; ++row)
                        batch.keyTexts.push_back(textAt(batch.keys, row));
                for (std::uint32_t row = 0; row < rows.rows; ++row)
                    batch.keysAt.push_back(TextIndex::keyOf(batch.keyAt(row)));
            }
            facts.batches.push_back(std::move(batch));
        }
        facts.piece.batches.clear();
    }

    void lookAtAddresses(const ingest::DecodedRows &rows, PieceFacts &facts, RowFacts &batch) const {
        const engine::ColumnData &column = rows.columns[m_email];
        batch.addresses.reserve(rows.rows);
        batch.addressHashes.reserve(rows.rows);
        for (std::uint32_t row = 0; row < rows.rows; ++row) {
            // The policy judges the stored text, so the text is not trimmed here either.
            const std::string text = column.isNull(row) ? std::string()
                                     : engine::isTextual(column.type) ? std::string(column.textAt(row))
                                                                      : textAt(column, row);
            const std::string key = email::addressKey(text);
            AddressKind kind = AddressKind::Fine;
            if (key.empty())
                kind = AddressKind::Missing;
            else if (!email::isValidAddress(text)) {
                kind = AddressKind::Invalid;
                if (facts.invalidAddress.empty())
                    facts.invalidAddress = text.substr(0, 200);
            } else if (!m_suppressed.empty() && std::binary_search(m_suppressed.begin(), m_suppressed.end(), sha256(key)))
                kind = AddressKind::Blocked;
            batch.addresses.push_back(kind);
            batch.addressHashes.push_back(store::textHash(key));
        }
    }

    void lookAtConsent(const ingest::DecodedRows &rows, PieceFacts &facts, RowFacts &batch) const {
        const engine::ColumnData &column = rows.columns[m_consent];
        countValues(column, rows.rows, facts.consentValues);
        for (std::uint32_t row = 0; row < rows.rows; ++row) {
            const std::string text = textAt(column, row);
            batch.votes.push_back(column.isNull(row) ? Vote::None : voteOf(ingest::consentFromText(text, m_spec.consentYes)));
            if (batch.votes.back() == Vote::Unclear && facts.unclearConsent.empty())
                facts.unclearConsent = text.substr(0, 100);
        }
    }

    static void countValues(const engine::ColumnData &column, std::uint32_t rows, std::map<std::string, std::int64_t> &into) {
        for (std::uint32_t row = 0; row < rows; ++row) {
            if (column.isNull(row))
                continue;
            std::string text = textAt(column, row);
            if (text.size() > 100)
                continue; // no word for yes and no name of an event
            const auto known = into.find(text);
            if (known != into.end())
                ++known->second;
            else if (into.size() < kCountedValues)
                into.emplace(std::move(text), 1);
        }
    }

    // In the order of the file.
    void take(PieceFacts &facts) {
        ingest::DecodedPiece &piece = facts.piece;
        for (const auto &[cause, count] : piece.rejectedBy)
            m_rejectedBy[cause].count += count;
        for (const ingest::RowReject &reject : piece.rejects) {
            Cause &cause = m_rejectedBy[{reject.reason, reject.column}];
            if (cause.row == 0) {
                cause.row = m_plan.decode->dialect.dataRow + m_records + reject.row;
                cause.example = reject.raw.substr(0, 300);
            }
        }
        for (RowFacts &batch : facts.batches)
            takeRows(batch);
        m_records += piece.records;
        m_out.rows += piece.read;
        m_out.kept += piece.kept;
        m_out.rejected += piece.rejected;
        m_repaired += piece.replaced;
        for (std::size_t i = 0; i < facts.empty.size(); ++i)
            m_out.columns[i].empty += facts.empty[i];
        if (m_out.ofKnownPeople)
            *m_out.ofKnownPeople += facts.ofKnownPeople;
        for (const auto &[value, count] : facts.consentValues)
            m_consentValues[value] += count;
        for (const auto &[value, count] : facts.eventNames)
            m_eventNames[value] += count;
        m_ordered += static_cast<std::int64_t>(facts.orders.size());
        if (m_orders.size() < kCountedOrders)
            m_orders.insert(facts.orders.begin(), facts.orders.end());
        if (m_unknownPerson.empty())
            m_unknownPerson = facts.unknownPerson;
        if (m_invalidAddress.empty())
            m_invalidAddress = facts.invalidAddress;
        if (m_unclearConsent.empty())
            m_unclearConsent = facts.unclearConsent;
        if (m_progress)
            m_progress->setDone(m_bytes + piece.fileEnd);
    }

    void takeRows(const RowFacts &batch) {
        for (std::uint32_t row = 0; row < batch.keysAt.size(); ++row) {
            const auto [position, isNew] = m_keys.insert(batch.keyAt(row), batch.keysAt[row]);
            if (!isNew) {
                if (m_out.duplicates++ == 0) {
                    m_repeatedKey = std::string(batch.keyAt(row)).substr(0, 200);
                    if (!batch.places.empty())
                        m_repeatedRow = m_plan.decode->dialect.dataRow + m_records + batch.places[row].record;
                }
            } else if (isPeople()) {
                m_addresses.push_back(AddressKind::Missing);
                m_hashes.push_back(0);
                m_votes.push_back(Vote::None);
            }
            if (!batch.contents.empty()) {
                m_contents.resize(std::max<std::size_t>(m_contents.size(), position + 1));
                m_contents[position] = batch.contents[row];
            }
            if (!batch.addresses.empty()) {
                m_addresses[position] = batch.addresses[row];
                m_hashes[position] = batch.addressHashes[row];
            }
            if (!batch.votes.empty()) {
                m_unclear += batch.votes[row] == Vote::Unclear;
                // As the import does: what says nothing does not take back what an earlier row said.
                if (batch.votes[row] != Vote::None)
                    m_votes[position] = batch.votes[row] == Vote::Unclear ? Vote::No : batch.votes[row];
            }
        }
    }

    // What it would do to the rows that are there.
    Result<void> countAgainst(const store::Connection &connection) {
        m_out.added = m_out.kept - m_out.duplicates;
        if (!m_existing)
            return {};
        m_out.existing = m_existing->rows;
        if (m_spec.mode == store::WriteMode::Replace) {
            m_out.replaced = m_existing->rows;
            return {};
        }
        const auto field = m_existing->fieldIndex(m_plan.dataset.keyField);
        if (m_key == kNone || !field)
            return {};
        TRY_ASSIGN(const auto reader, store::DatasetReader::open(connection, m_spec.name));
        for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
            TRY(m_cancel.check());
            TRY_ASSIGN(const engine::ColumnData keys, reader.column(chunk, *field));
            TRY_ASSIGN(const auto live, reader.liveRows(chunk));
            std::vector<std::pair<std::uint32_t, std::uint32_t>> superseded; // row, position of its key
            for (std::uint32_t row = 0; row < keys.rows; ++row)
                if ((live.empty() || (live[row >> 6] >> (row & 63) & 1)) && !keys.isNull(row))
                    if (const std::uint32_t position = m_keys.find(textAt(keys, row)); position != TextIndex::kAbsent)
                        superseded.emplace_back(row, position);
            m_out.replaced += static_cast<std::int64_t>(superseded.size());
            TRY(countUpdated(reader, chunk, keys.rows, superseded));
        }
        return {};
    }

    Result<void> countUpdated(const store::DatasetReader &reader, std::size_t chunk, std::uint32_t rows,
                              const std::vector<std::pair<std::uint32_t, std::uint32_t>> &superseded) {
        if (superseded.empty())
            return {};
        std::vector<std::uint64_t> contents(rows);
        for (std::size_t i = 0; i < m_existing->fields.size(); ++i) {
            TRY(m_cancel.check());
            TRY_ASSIGN(const engine::ColumnData column, reader.column(chunk, i));
            addContents(column, m_existing->fields[i].name, contents);
        }
        for (const auto &[row, position] : superseded)
            m_out.updated += position >= m_contents.size() || m_contents[position] != contents[row];
        return {};
    }

    void countPeople() {
        // Of people who share an address one gets the email, among those who may get it: as it is when sending.
        enum : std::uint8_t { Seen = 1, MayGet = 2, MayGetIfAll = 4 };
        std::unordered_map<std::uint64_t, std::uint8_t> of;
        const auto isFirst = [](std::uint8_t &flags, std::uint8_t flag) {
            const bool first = (flags & flag) == 0;
            flags |= flag;
            return first;
        };
        for (std::size_t i = 0; i < m_addresses.size(); ++i) {
            m_out.agreed += m_votes[i] == Vote::Yes;
            m_out.disagreed += m_votes[i] == Vote::No || m_votes[i] == Vote::Withdrawn;
            m_out.withdrawn += m_votes[i] == Vote::Withdrawn;
            m_out.saidNothing += m_votes[i] == Vote::None;
            const AddressKind kind = m_addresses[i];
            m_out.withoutAddress += kind == AddressKind::Missing;
            m_out.invalidAddresses += kind == AddressKind::Invalid;
            if (kind == AddressKind::Missing || kind == AddressKind::Invalid)
                continue;
            ++m_out.withAddress;
            std::uint8_t &flags = of[m_hashes[i]];
            const bool isShared = !isFirst(flags, Seen);
            m_out.sharedAddresses += isShared;
            m_out.suppressed += kind == AddressKind::Blocked && !isShared;
            if (kind == AddressKind::Blocked)
                continue;
            m_out.canBeEmailedIfAll += m_votes[i] != Vote::Withdrawn && isFirst(flags, MayGetIfAll);
            m_out.canBeEmailed += m_votes[i] == Vote::Yes && isFirst(flags, MayGet);
        }
    }

    static std::vector<Bucket> mostFrequent(const std::map<std::string, std::int64_t> &values) {
        std::vector<Bucket> buckets;
        for (const auto &[value, count] : values)
            buckets.push_back({value, count});
        std::stable_sort(buckets.begin(), buckets.end(), [](const Bucket &a, const Bucket &b) { return a.count > b.count; });
        if (buckets.size() > kShownValues)
            buckets.resize(kShownValues);
        return buckets;
    }

    void report() {
        for (const Bucket &value : mostFrequent(m_consentValues)) {
            const auto said = ingest::consentFromText(value.label, m_spec.consentYes);
            m_out.consentValues.push_back({value.label, value.count, said == ingest::ConsentWord::Yes, said == ingest::ConsentWord::Withdrawn});
        }
        m_out.eventNames = mostFrequent(m_eventNames);
        auto &findings = m_out.findings;
        for (const auto &[cause, what] : m_rejectedBy)
            findings.push_back({cause.first, {{"column", cause.second}}, what.count, what.example, what.row, Effect::LeftOut});
        std::stable_sort(findings.begin(), findings.end(), [](const auto &a, const auto &b) { return a.count > b.count; });
        if (m_out.duplicates > 0)
            findings.push_back({"ingest.repeated_keys",
                                {{"count", std::to_string(m_out.duplicates)}, {"key", m_repeatedKey}, {"row", std::to_string(m_repeatedRow)}},
                                m_out.duplicates, m_repeatedKey, m_repeatedRow, Effect::LastCounts});
        if (m_out.invalidAddresses > 0)
            findings.push_back({"ingest.invalid_addresses", {{"column", m_spec.email}}, m_out.invalidAddresses, m_invalidAddress, 0, Effect::NotEmailed});
        if (m_out.sharedAddresses > 0)
            findings.push_back({"ingest.shared_addresses", {{"column", m_spec.email}}, m_out.sharedAddresses, {}, 0, Effect::NotEmailed});
        if (m_unclear > 0)
            findings.push_back({"ingest.consent_unclear",
                                {{"column", m_spec.consent}, {"count", std::to_string(m_unclear)}, {"example", m_unclearConsent}},
                                m_unclear, m_unclearConsent, 0, Effect::NoConsent});
        reportEvents();
        if (m_repaired > 0)
            findings.push_back({"ingest.repaired_text", {}, m_repaired, {}, 0, Effect::Repaired});
        for (const ingest::Finding &finding : m_plan.findings) {
            const bool isRenamed = finding.id == "ingest.header_repeated" || finding.id == "ingest.header_empty" || finding.id == "ingest.header_cleaned" ||
                                   finding.id == "ingest.header_trimmed";
            if (finding.id != "ingest.few_misfits") // the rows themselves stand above
                findings.push_back({finding.id, finding.args, 0, {}, 0, isRenamed ? Effect::Renamed : Effect::None});
            if (finding.id == "ingest.dates_unread")
                findings.back().count = std::strtoll(finding.args[1].second.c_str(), nullptr, 10);
        }
    }

    // Whom the rows belong to, and whether several are of one order.
    void reportEvents() {
        auto &findings = m_out.findings;
        const std::int64_t unknown = m_out.ofKnownPeople ? m_out.kept - *m_out.ofKnownPeople : 0;
        if (unknown > 0)
            findings.push_back({"ingest.unknown_people", {{"column", m_spec.profile}}, unknown, m_unknownPerson, 0, Effect::Waiting});
        else if (m_who != kNone && !m_out.ofKnownPeople && m_out.kept > 0)
            findings.push_back({"ingest.no_people_yet", {}, m_out.kept, {}, 0, Effect::Waiting});
        const auto orders = static_cast<std::int64_t>(m_orders.size());
        if (orders > 0 && orders < m_ordered && m_orders.size() < kCountedOrders)
            findings.push_back({"ingest.lines_of_orders",
                                {{"rows", std::to_string(m_ordered)}, {"orders", std::to_string(orders)}, {"column", m_spec.order}}, 0, {}, 0,
                                Effect::None});
    }

    struct Cause {
        std::int64_t count = 0, row = 0;
        std::string example;
    };

    workspace::Workspace &m_file;
    const ingest::ImportSpec &m_spec;
    Progress *m_progress;
    const CancelToken &m_cancel;
    std::int64_t m_bytes = 0, m_records = 0, m_repaired = 0, m_unclear = 0, m_repeatedRow = 0;
    std::optional<store::DatasetInfo> m_existing;
    ingest::ImportPlan m_plan;
    std::vector<Sha256> m_suppressed;
    std::size_t m_key = kNone, m_email = kNone, m_consent = kNone, m_name = kNone, m_who = kNone, m_order = kNone;
    TextIndex m_keys, m_people;
    std::vector<AddressKind> m_addresses; // by position of the key
    std::vector<std::uint64_t> m_hashes, m_contents;
    std::vector<Vote> m_votes;
    std::map<std::pair<std::string, std::string>, Cause> m_rejectedBy; // reason and column
    std::map<std::string, std::int64_t> m_consentValues, m_eventNames;
    std::unordered_set<std::uint64_t> m_orders;
    std::int64_t m_ordered = 0; // rows that say their order
    std::string m_repeatedKey, m_invalidAddress, m_unclearConsent, m_unknownPerson;
    ImportFindings m_out;
};

} // namespace

Result<ImportFindings> DataService::survey(const ingest::ImportSpec &spec, Progress *progress, const CancelToken &cancel) const {
    return ImportSurvey(m_session.workspace(), spec, progress, cancel).run();
}

} // namespace audience::service
