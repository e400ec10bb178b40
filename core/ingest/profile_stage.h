// The part of an import that must go row by row in file order although pieces are decoded in
// parallel: giving people their ordinals, noting repeated keys and consent. Workers call encode()
// with their piece; each waits for its turn, then encodes its chunks beside the others.
#pragma once

#include "engine/bitmap.h"
#include "ingest/import_plan.h"
#include "store/chunk_encoder.h"
#include "store/identity_map.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::ingest {

struct ConsentVotes {
    engine::Bitmap granted, none, withdrawn; // nobody is in two of them
    std::int64_t unclear = 0;
    std::string unclearExample;
};

class ProfileStage {
public:
    // `dataset` as the writer wants its chunks; `idColumn`: a further id of profiles, or empty.
    static Result<std::unique_ptr<ProfileStage>> create(const store::Connection &reader,
                                                        const store::DatasetInfo &dataset,
                                                        const ImportPlan &plan,
                                                        const std::string &idColumn);

    // The chunks of a piece; its batches are used up. Any thread, every index exactly once.
    Result<std::vector<store::EncodedChunk>> encode(std::uint64_t index, DecodedPiece &piece);
    // What rows that are staged already said about consent: of an import that goes on with them, before its first piece.
    Result<void> recall(const store::DatasetReader &staged);
    // Wakes everybody who waits for a turn; they return the error.
    void stop(const Error &error);

    // Stages the people seen first since the last call.
    Result<void> appendIdentity(store::DatasetWriter &writer);
    // Rows whose key stood in the file before, since the last call; at most kKeptRejects over all
    // calls.
    std::vector<RowReject> takeRepeatedKeys();
    const std::optional<RowReject> &firstRepeatedKey() const { return m_firstRepeated; }
    const ConsentVotes &consent() const { return m_consent; } // once all is encoded

private:
    struct Batch;
    ProfileStage(const store::DatasetInfo &dataset, const ImportPlan &plan,
                 store::IdentityMap identity);
    Batch prepare(DecodedRows &rows) const; // what needs no order
    void readVotes(Batch &batch) const;
    void inOrder(Batch &batch, const DecodedPiece &piece);
    void noteRepeated(Batch &batch, const DecodedPiece &piece);
    void noteConsent(const Batch &batch);

    const store::DatasetInfo m_dataset;
    const std::shared_ptr<const DecodePlan> m_plan;
    std::vector<std::size_t>
        m_sources; // per field of the dataset: its column in the plan, or SIZE_MAX
    std::size_t m_key = SIZE_MAX, m_profile = SIZE_MAX, m_email = SIZE_MAX, m_id = SIZE_MAX,
                m_consentField = SIZE_MAX;
    std::vector<std::string> m_consentYes;

    std::mutex m_mutex; // everything below
    std::condition_variable m_turn;
    std::uint64_t m_next = 0;
    std::optional<Error> m_stopped;
    store::IdentityMap m_identity;
    std::int64_t m_records = 0;
    std::vector<bool> m_seen;    // ordinals of this import
    store::TextIndex m_seenKeys; // keys of a table
    std::vector<RowReject> m_repeated;
    std::int64_t m_keptRepeated = 0;
    std::optional<RowReject> m_firstRepeated;
    ConsentVotes m_consent;
};

} // namespace audience::ingest
