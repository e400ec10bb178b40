// Merkle trees over hashes as RFC 6962 section 2.1 defines them: roots, proofs that an entry is in
// a tree, and proofs that a tree only grew. Verification follows RFC 9162 sections 2.1.3.2
// and 2.1.4.2.
#pragma once

#include "base/digest.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace audience::store {

Sha256 merkleLeaf(std::string_view entry);                  // SHA-256(0x00 || entry)
Sha256 merkleNode(const Sha256 &left, const Sha256 &right); // SHA-256(0x01 || left || right)
Sha256 merkleRoot(std::span<const Sha256> leaves);          // of no leaves: SHA-256 of nothing

using MerkleProof = std::vector<Sha256>;

// index < leaves.size().
MerkleProof inclusionProof(std::span<const Sha256> leaves, std::size_t index);
bool provesInclusion(const MerkleProof &proof, const Sha256 &leaf, std::uint64_t index,
                     std::uint64_t size, const Sha256 &root);
// 0 < oldSize <= leaves.size().
MerkleProof consistencyProof(std::span<const Sha256> leaves, std::size_t oldSize);
bool provesConsistency(const MerkleProof &proof, std::uint64_t oldSize, const Sha256 &oldRoot,
                       std::uint64_t newSize, const Sha256 &newRoot);

// A growing tree of which only the roots of its full subtrees are kept, at most one for each bit of
// the size.
class MerkleFrontier {
public:
    MerkleFrontier() = default;
    // Nothing unless `peaks` has the length that belongs to `size`.
    static std::optional<MerkleFrontier> restored(std::uint64_t size, std::string_view peaks);
    void append(const Sha256 &leaf);
    std::uint64_t size() const { return m_size; }
    Sha256 root() const;
    std::string peaks() const; // 32 bytes each, largest subtree first

private:
    std::uint64_t m_size = 0;
    std::vector<Sha256> m_peaks;
};

} // namespace audience::store
