#include "ingest/survey.h"

#include "async/parallel.h"
#include "base/text.h"
#include "ingest/csv_record_reader.h"
#include "ingest/piece_pipeline.h"

namespace audience::ingest {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{2} << 20;
constexpr std::int64_t kRowsPerCancelCheck = 4096;

struct PieceSurvey {
    std::int64_t rows = 0, irregular = 0, end = 0;
    std::vector<TypeTally> tallies;
    std::vector<std::vector<std::string>> sample;
};

Result<PieceSurvey> surveyPiece(const CsvPiece &piece, const CsvDialect &dialect,
                                std::size_t sampleRows, const CancelToken &cancel) {
    PieceSurvey out;
    out.end =
        piece.fileOffset + static_cast<std::int64_t>(sourceBytes(dialect.encoding, piece.text));
    out.tallies.resize(dialect.columns.size());
    if (piece.kind != PieceKind::Records) {
        out.irregular = 1;
        return out;
    }
    const bool hasNul = piece.text.find('\0') != std::string::npos;
    CsvRecordReader reader(piece.text, dialect.delimiter, dialect.quote);
    while (reader.next()) {
        if (reader.isBlank())
            continue;
        if (out.rows % kRowsPerCancelCheck == 0)
            TRY(cancel.check());
        ++out.rows;
        const auto &fields = reader.fields();
        if (fields.size() != out.tallies.size() ||
            (hasNul && reader.raw().find('\0') != std::string_view::npos)) {
            ++out.irregular;
            continue;
        }
        for (std::size_t i = 0; i < fields.size(); ++i)
            out.tallies[i].add(trimmed(fields[i]));
        if (out.sample.size() < sampleRows) {
            out.sample.emplace_back();
            for (const std::string_view field : fields)
                out.sample.back().push_back(repairUtf8(field.substr(0, 1000)));
        }
    }
    return out;
}

} // namespace

Result<Survey> surveyFile(FileSource &source, const CsvDialect &dialect,
                          const SurveyOptions &options, Progress *progress,
                          const CancelToken &cancel) {
    Survey survey;
    survey.tallies.resize(dialect.columns.size());
    if (options.maxBytes == 0)
        source.startHash();
    CsvSplitter splitter(source, dialect, kPieceBytes, cancel);
    TRY(runPieces<PieceSurvey>(
        splitter, computeThreads(),
        [&](CsvPiece &&piece, int) {
            return surveyPiece(piece, dialect, piece.index == 0 ? options.sampleRows : 0, cancel);
        },
        [&](PieceSurvey &&piece) -> Result<bool> {
            survey.rows += piece.rows;
            survey.irregular += piece.irregular;
            survey.bytes = piece.end;
            for (std::size_t i = 0; i < survey.tallies.size(); ++i)
                survey.tallies[i].merge(piece.tallies[i]);
            if (!piece.sample.empty())
                survey.sample = std::move(piece.sample);
            if (progress)
                progress->setDone(piece.end);
            return options.maxBytes == 0 || piece.end < options.maxBytes;
        }));
    survey.wholeFile = survey.bytes >= source.size();
    if (options.maxBytes == 0)
        survey.digest = source.finishHash();
    return survey;
}

} // namespace audience::ingest
