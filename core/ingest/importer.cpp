#include "ingest/importer.h"

#include "async/parallel.h"
#include "base/fault_point.h"
#include "ingest/consent_record.h"
#include "ingest/import_plan.h"
#include "ingest/import_run_repository.h"
#include "ingest/import_undo.h"
#include "ingest/piece_pipeline.h"
#include "ingest/profile_stage.h"
#include "store/dataset_reader.h"
#include "workspace/consent_repository.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace audience::ingest {

namespace {

constexpr std::size_t kReportedRejects = 20;
constexpr std::size_t kRejectsPerCommit = 500;
constexpr auto kKeepAliveEvery = std::chrono::seconds(2);

struct WrittenPiece {
    DecodedPiece piece; // its batches have become the chunks
    std::vector<store::EncodedChunk> chunks;
};

class Importer {
public:
    Importer(workspace::Workspace &workspace, const ImportSpec &spec, Progress *progress,
             const CancelToken &cancel, const SwitchGate &gate)
        : m_workspace(workspace), m_spec(spec), m_progress(progress), m_cancel(cancel), m_gate(gate) {}

    Result<ImportReport> run() {
        const auto began = m_workspace.clock().steady();
        TRY_ASSIGN(FileSource source, FileSource::open(m_spec.path));
        m_fingerprint = source.fingerprint();
        m_run.bytes = source.size();
        TRY_ASSIGN(m_existing, existingDataset());
        TRY_ASSIGN(const PlanFrom from, mayReadOnce());
        auto done = attempt(source, from);
        if (!done && done.error().id == "ingest.types_open") {
            startAnew();
            done = attempt(source, PlanFrom::WholeFile);
        }
        if (!done)
            return std::move(done).error();
        m_report.seconds =
            std::chrono::duration<double>(m_workspace.clock().steady() - began).count();
        return std::move(m_report);
    }

private:
    // Whether a file was imported before must be known before anything is written; another size says so
    // without its hash.
    Result<PlanFrom> mayReadOnce() {
        if (m_spec.dryRun)
            return PlanFrom::WholeFile;
        if (m_spec.allowSameFile || !m_existing)
            return PlanFrom::FirstPart;
        TRY_ASSIGN(const workspace::Reader reader, m_workspace.reader());
        TRY_ASSIGN(const bool known, ImportRunRepository(*reader).hasSize(m_spec.name, m_run.bytes));
        return known ? PlanFrom::WholeFile : PlanFrom::FirstPart;
    }

    Result<void> attempt(FileSource &source, PlanFrom from) {
        if (m_progress)
            m_progress->setTotal((from == PlanFrom::FirstPart ? 1 : 2) * m_run.bytes);
        TRY_ASSIGN(m_plan, planImport(source, m_spec, m_existing, m_progress, m_cancel, from));
        m_bytesBefore = m_plan.decode->provisional ? 0 : m_run.bytes;
        if (m_progress && !m_plan.decode->provisional)
            m_progress->setTotal(2 * m_run.bytes);
        m_report.findings = m_plan.findings;
        m_report.dialect = m_plan.decode->dialect;
        m_run.digest = m_plan.digest;
        if (m_plan.decode->provisional)
            source.startHash();
        else
            TRY(checkSameFile());
        m_run.dataset = m_spec.name;
        m_run.path = m_spec.path;
        m_run.mode = m_spec.mode;
        m_run.startedAt = m_workspace.clock().now();
        if (m_spec.dryRun)
            return rehearse(source);
        auto written = write(source);
        if (!written)
            abandon();
        return written;
    }

    void startAnew() {
        m_writer.reset();
        m_stage.reset();
        m_report = {};
        const std::int64_t bytes = m_run.bytes;
        m_run = ImportRun();
        m_run.bytes = bytes;
        m_records = m_keptRejects = 0;
        m_values.clear();
        m_words.clear();
    }

    Result<std::optional<store::DatasetInfo>> existingDataset() {
        TRY_ASSIGN(const workspace::Reader reader, m_workspace.reader());
        return findExisting(*reader, m_spec);
    }

    Result<void> checkSameFile() {
        if (m_spec.allowSameFile)
            return {};
        TRY_ASSIGN(const workspace::Reader reader, m_workspace.reader());
        TRY_ASSIGN(const auto same,
                   ImportRunRepository(*reader).findSameFile(m_spec.name, m_plan.digest));
        if (!same || !m_existing)
            return {};
        return Error(ErrorKind::Refused, "ingest.same_file")
            .with("path", m_spec.path)
            .with("dataset", m_spec.name)
            .with("at", toIso(same->finishedAt.value_or(same->startedAt)));
    }

    // Everything but the writing.
    Result<void> rehearse(FileSource &source) {
        m_report.fields = m_plan.dataset.fields;
        CsvSplitter splitter(source, m_plan.decode->dialect, m_plan.pieceBytes, m_cancel);
        std::vector<RowDecoder> decoders(static_cast<std::size_t>(computeThreads()),
                                         RowDecoder(m_plan.decode, m_cancel));
        TRY(runPieces<DecodedPiece>(
            splitter, computeThreads(),
            [&](CsvPiece &&piece, int worker) -> Result<DecodedPiece> {
                TRY_ASSIGN(DecodedPiece decoded,
                           decoders[static_cast<std::size_t>(worker)].decode(piece));
                decoded.batches.clear();
                return decoded;
            },
            [&](DecodedPiece &&piece) -> Result<bool> {
                TRY(account(piece));
                return true;
            }));
        return checkRejects();
    }

    // Row numbers, counts and the rejects to keep of one piece, in file order.
    Result<void> account(DecodedPiece &piece) {
        const std::int64_t firstRow = m_plan.decode->dialect.dataRow + m_records;
        for (RowReject &reject : piece.rejects) {
            reject.row += firstRow;
            if (m_report.rejects.size() < kReportedRejects)
                m_report.rejects.push_back(reject);
        }
        m_records += piece.records;
        m_report.rows += piece.read;
        m_report.kept += piece.kept;
        m_report.rejected += piece.rejected;
        m_report.replacedBytes += piece.replaced;
        m_values.resize(piece.values.size());
        m_words.resize(piece.words.size());
        for (std::size_t i = 0; i < piece.values.size(); ++i) {
            m_values[i] += piece.values[i];
            m_words[i] += piece.words[i];
        }
        if (m_progress)
            m_progress->setDone(m_bytesBefore + piece.fileEnd);
        if (m_spec.maxRejects && m_report.rejected > *m_spec.maxRejects)
            return tooManyRejects();
        return {};
    }

    Error tooManyRejects() const {
        const RowReject first = m_report.rejects.empty() ? RowReject() : m_report.rejects.front();
        return Error(ErrorKind::Refused, "ingest.too_many_rejects")
            .with("count", std::to_string(m_report.rejected))
            .with("limit", std::to_string(m_spec.maxRejects.value_or(0)))
            .with("reason", first.reason)
            .with("row", std::to_string(first.row));
    }

    Result<void> checkRejects() const {
        if (m_report.kept > 0 || m_report.rejected == 0)
            return {};
        const RowReject first = m_report.rejects.empty() ? RowReject() : m_report.rejects.front();
        return Error(ErrorKind::Invalid, "ingest.all_rejected")
            .with("count", std::to_string(m_report.rejected))
            .with("reason", first.reason)
            .with("row", std::to_string(first.row));
    }

    // Texts stay texts unless nearly all of them can be read as something else.
    Result<void> checkTexts() const {
        for (std::size_t i = 0; i < m_values.size(); ++i)
            if (m_plan.decode->columns[i].field.type == engine::ColumnType::Text && m_values[i] > 0 &&
                m_words[i] * kWordShare <= m_values[i])
                return Error(ErrorKind::Conflict, "ingest.types_open")
                    .with("column", m_plan.decode->columns[i].field.name);
        return {};
    }

    Result<void> write(FileSource &source) {
        TRY(begin());
        TRY(stageRows(source));
        if (m_plan.decode->provisional) {
            TRY(checkTexts());
            m_run.digest = source.finishHash();
        }
        TRY(checkRejects());
        if (source.fingerprint() != m_fingerprint)
            return Error(ErrorKind::Conflict, "ingest.file_changed").with("path", m_spec.path);
        TRY(m_cancel.check());
        if (m_gate)
            TRY(m_gate(*m_writer));
        faultPoint("ingest.staged");
        TRY(finish());
        faultPoint("ingest.committed");
        return {};
    }

    Result<void> begin() {
        TRY(m_workspace.write(workspace::Durability::Normal,
                              [&](const store::Connection &connection) -> Result<void> {
                                  TRY_ASSIGN(auto writer, store::DatasetWriter::begin(
                                                              connection, m_plan.dataset,
                                                              m_spec.mode, m_run.startedAt));
                                  m_writer.emplace(std::move(writer));
                                  const ImportRunRepository runs(connection);
                                  TRY(runs.start(m_run));
                                  return runs.sweepUnfinished(m_run.id);
                              }));
        faultPoint("ingest.begun");
        m_report.fields = m_writer->info().fields;
        TRY_ASSIGN(const workspace::Reader reader, m_workspace.reader());
        TRY_ASSIGN(auto stage, ProfileStage::create(*reader, m_writer->info(), m_plan, m_spec.id));
        m_stage = std::move(stage);
        return {};
    }

    Result<void> stageRows(FileSource &source) {
        CsvSplitter splitter(source, m_plan.decode->dialect, m_plan.pieceBytes, m_cancel);
        std::vector<RowDecoder> decoders(static_cast<std::size_t>(computeThreads()),
                                         RowDecoder(m_plan.decode, m_cancel));
        return runPieces<WrittenPiece>(
            splitter, computeThreads(),
            [&](CsvPiece &&piece, int worker) -> Result<WrittenPiece> {
                const std::uint64_t index = piece.index;
                auto decoded = decoders[static_cast<std::size_t>(worker)].decode(piece);
                splitter.recycle(std::move(piece.text));
                if (!decoded) {
                    m_stage->stop(decoded.error());
                    return std::move(decoded).error();
                }
                WrittenPiece out{*std::move(decoded), {}};
                TRY_ASSIGN(out.chunks, m_stage->encode(index, out.piece));
                out.piece.batches.clear();
                return out;
            },
            [&](WrittenPiece &&piece) -> Result<bool> {
                auto stored = store(std::move(piece));
                if (!stored) {
                    m_stage->stop(stored.error());
                    return std::move(stored).error();
                }
                return true;
            });
    }

    Result<void> store(WrittenPiece &&written) {
        TRY(m_cancel.check());
        TRY(account(written.piece));
        for (store::EncodedChunk &chunk : written.chunks) {
            TRY(m_workspace.write(workspace::Durability::Normal,
                                  [&](const store::Connection &) -> Result<void> {
                                      TRY(m_writer->addChunk(std::move(chunk)));
                                      return m_stage->appendIdentity(*m_writer);
                                  }));
            faultPoint("ingest.chunk_staged");
        }
        TRY(storeRejects(written.piece.rejects));
        const std::vector<RowReject> repeated = m_stage->takeRepeatedKeys();
        TRY(storeRejects(repeated));
        const auto now = m_workspace.clock().steady();
        if (now - m_alive < kKeepAliveEvery)
            return {};
        m_alive = now;
        return m_workspace.write(workspace::Durability::Normal,
                                 [&](const store::Connection &) -> Result<void> {
                                     return m_writer->keepAlive(m_workspace.clock().now());
                                 });
    }

    // In small transactions: 10,000 rejects of 4 KB are too much for one.
    Result<void> storeRejects(const std::vector<RowReject> &rejects) {
        for (std::size_t at = 0; at < rejects.size() && m_keptRejects < kKeptRejects;) {
            const std::size_t count =
                std::min({kRejectsPerCommit, rejects.size() - at,
                          static_cast<std::size_t>(kKeptRejects - m_keptRejects)});
            const std::vector<RowReject> part(rejects.begin() + static_cast<std::ptrdiff_t>(at),
                                              rejects.begin() +
                                                  static_cast<std::ptrdiff_t>(at + count));
            TRY(m_workspace.write(
                workspace::Durability::Normal,
                [&](const store::Connection &connection) -> Result<void> {
                    return ImportRunRepository(connection).addRejects(m_run.id, part);
                }));
            m_keptRejects += static_cast<std::int64_t>(count);
            at += count;
        }
        return {};
    }

    // The switch: rows, identities, consent, the run and the audit entry appear together or not at
    // all.
    Result<void> finish() {
        const auto finished = m_workspace.clock().now();
        return m_workspace.write([&](const store::Connection &connection) -> Result<void> {
            auto undo = std::make_shared<ImportUndo>();
            TRY_ASSIGN(undo->before, store::rememberDataset(connection, m_spec.name));
            TRY_ASSIGN(const store::WriteResult result, m_writer->commit());
            m_report.generation = result.generation;
            m_report.added = result.rowsAdded;
            m_report.replaced = result.rowsReplaced;
            m_report.duplicates = result.duplicates;
            m_report.largestCommitBytes = result.largestCommitBytes;
            m_report.longestCommitMicros = result.longestCommitMicros;
            TRY(noteConsent(connection, finished, *undo));
            if (const auto &first = m_stage->firstRepeatedKey())
                m_report.findings.push_back({"ingest.repeated_keys",
                                             {{"count", std::to_string(result.duplicates)},
                                              {"key", first->raw},
                                              {"row", std::to_string(first->row)}}});
            m_run.finishedAt = finished;
            m_run.rows = m_report.rows;
            m_run.kept = m_report.kept;
            m_run.rejected = m_report.rejected;
            m_run.duplicates = m_report.duplicates;
            m_run.replacedBytes = m_report.replacedBytes;
            m_run.generation = m_report.generation;
            TRY(ImportRunRepository(connection).finish(m_run));
            m_report.run = m_run.id;
            store::AuditEntry entry;
            entry.kind = "dataset.imported";
            entry.subject = "dataset " + m_spec.name;
            entry.facts = Json{{"rows", m_report.rows},
                               {"kept", m_report.kept},
                               {"rejected", m_report.rejected},
                               {"digest", m_run.digest},
                               {"generation", m_report.generation}};
            TRY(m_workspace.audit().append(connection, entry));
            undo->dataset = m_spec.name;
            undo->run = m_run.id;
            undo->generation = m_report.generation;
            undo->began = m_run.startedAt;
            TRY_ASSIGN(undo->auditEntries,
                       connection.scalar("SELECT coalesce(max(number), 0) FROM audit_entry"));
            TRY(keepImportUndo(m_workspace, *undo));
            m_report.undo = std::move(undo);
            return {};
        });
    }

    Result<void> noteConsent(const store::Connection &connection, Instant at, ImportUndo &undo) {
        const ConsentVotes &votes = m_stage->consent();
        if (votes.unclear > 0)
            m_report.findings.push_back({"ingest.consent_unclear",
                                         {{"column", m_spec.consent},
                                          {"count", std::to_string(votes.unclear)},
                                          {"example", votes.unclearExample}}});
        TRY_ASSIGN(RecordedConsent recorded,
                   recordConsent(m_workspace, connection, votes,
                                 {at, "import " + m_spec.path.substr(m_spec.path.find_last_of("/\\") + 1),
                                  "column " + m_spec.consent}));
        m_report.consented = recorded.granted;
        m_report.notConsented = recorded.none;
        m_report.withdrawn = recorded.withdrawn;
        undo.consents = std::move(recorded.before);
        return {};
    }

    // What was staged goes now if it can, else when the workspace is opened next.
    void abandon() {
        if (!m_writer)
            return;
        const auto gone =
            m_workspace.write(workspace::Durability::Normal,
                              [&](const store::Connection &connection) -> Result<void> {
                                  TRY(m_writer->abort());
                                  return ImportRunRepository(connection).forget(m_run.id);
                              });
        if (!gone)
            m_report = {};
    }

    workspace::Workspace &m_workspace;
    const ImportSpec &m_spec;
    Progress *m_progress;
    CancelToken m_cancel;
    const SwitchGate &m_gate;
    ImportPlan m_plan;
    std::optional<store::DatasetInfo> m_existing;
    std::optional<store::DatasetWriter> m_writer;
    std::unique_ptr<ProfileStage> m_stage;
    ImportRun m_run;
    ImportReport m_report;
    std::string m_fingerprint;
    std::int64_t m_records = 0, m_keptRejects = 0, m_bytesBefore = 0;
    std::vector<std::int64_t> m_values, m_words; // as in DecodedPiece, of all so far
    std::chrono::microseconds m_alive{0};
};

} // namespace

Result<ImportReport> importFile(workspace::Workspace &workspace, const ImportSpec &spec,
                                Progress *progress, const CancelToken &cancel,
                                const SwitchGate &gate) {
    return Importer(workspace, spec, progress, cancel, gate).run();
}

} // namespace audience::ingest
