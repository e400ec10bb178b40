#include "store/merkle.h"

#include <bit>
#include <cstring>

namespace audience::store {

Sha256 merkleLeaf(std::string_view entry) {
    Sha256Stream stream;
    stream.add(std::string_view("\0", 1));
    stream.add(entry);
    return stream.finish();
}

Sha256 merkleNode(const Sha256 &left, const Sha256 &right) {
    std::string bytes(1, '\1');
    bytes.append(asView(left)).append(asView(right));
    return sha256(bytes);
}

// The largest power of two below the size of a tree of at least two leaves: where it is divided.
static std::size_t splitOf(std::size_t size) {
    return std::bit_floor(size - 1);
}

Sha256 merkleRoot(std::span<const Sha256> leaves) {
    MerkleFrontier frontier;
    for (const Sha256 &leaf : leaves)
        frontier.append(leaf);
    return frontier.root();
}

MerkleProof inclusionProof(std::span<const Sha256> leaves, std::size_t index) {
    if (leaves.size() <= 1)
        return {};
    const std::size_t split = splitOf(leaves.size());
    const bool left = index < split;
    MerkleProof proof = left ? inclusionProof(leaves.first(split), index)
                             : inclusionProof(leaves.subspan(split), index - split);
    proof.push_back(merkleRoot(left ? leaves.subspan(split) : leaves.first(split)));
    return proof;
}

bool provesInclusion(const MerkleProof &proof, const Sha256 &leaf, std::uint64_t index,
                     std::uint64_t size, const Sha256 &root) {
    if (index >= size)
        return false;
    std::uint64_t node = index, last = size - 1;
    Sha256 hash = leaf;
    for (const Sha256 &sibling : proof) {
        if (last == 0)
            return false;
        if ((node & 1) != 0 || node == last) {
            hash = merkleNode(sibling, hash);
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = merkleNode(hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == root;
}

// SUBPROOF of RFC 6962; `complete` says that the old tree is this very subtree from its start.
static MerkleProof subproof(std::span<const Sha256> leaves, std::size_t oldSize, bool complete) {
    if (oldSize == leaves.size())
        return complete ? MerkleProof() : MerkleProof{merkleRoot(leaves)};
    const std::size_t split = splitOf(leaves.size());
    const bool left = oldSize <= split;
    MerkleProof proof = left ? subproof(leaves.first(split), oldSize, complete)
                             : subproof(leaves.subspan(split), oldSize - split, false);
    proof.push_back(merkleRoot(left ? leaves.subspan(split) : leaves.first(split)));
    return proof;
}

MerkleProof consistencyProof(std::span<const Sha256> leaves, std::size_t oldSize) {
    return subproof(leaves, oldSize, true);
}

bool provesConsistency(const MerkleProof &proof, std::uint64_t oldSize, const Sha256 &oldRoot,
                       std::uint64_t newSize, const Sha256 &newRoot) {
    if (oldSize == 0 || oldSize > newSize)
        return false;
    if (oldSize == newSize)
        return proof.empty() && oldRoot == newRoot;
    std::size_t next = 0;
    // A full old tree is a node of the new one, so its root is not sent.
    const Sha256 *start = &oldRoot;
    if (!std::has_single_bit(oldSize)) {
        if (proof.empty())
            return false;
        start = &proof[next++];
    }
    std::uint64_t node = oldSize - 1, last = newSize - 1;
    while ((node & 1) != 0) {
        node >>= 1;
        last >>= 1;
    }
    Sha256 oldHash = *start, newHash = *start;
    for (; next < proof.size(); ++next) {
        if (last == 0)
            return false;
        if ((node & 1) != 0 || node == last) {
            oldHash = merkleNode(proof[next], oldHash);
            newHash = merkleNode(proof[next], newHash);
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            newHash = merkleNode(newHash, proof[next]);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && oldHash == oldRoot && newHash == newRoot;
}

std::optional<MerkleFrontier> MerkleFrontier::restored(std::uint64_t size, std::string_view peaks) {
    MerkleFrontier frontier;
    frontier.m_size = size;
    frontier.m_peaks.resize(static_cast<std::size_t>(std::popcount(size)));
    if (peaks.size() != frontier.m_peaks.size() * sizeof(Sha256))
        return std::nullopt;
    for (std::size_t i = 0; i < frontier.m_peaks.size(); ++i)
        std::memcpy(frontier.m_peaks[i].data(), peaks.data() + i * sizeof(Sha256), sizeof(Sha256));
    return frontier;
}

void MerkleFrontier::append(const Sha256 &leaf) {
    m_peaks.push_back(leaf);
    for (std::uint64_t bits = m_size++; (bits & 1) != 0; bits >>= 1) {
        const Sha256 right = m_peaks.back();
        m_peaks.pop_back();
        m_peaks.back() = merkleNode(m_peaks.back(), right);
    }
}

Sha256 MerkleFrontier::root() const {
    if (m_peaks.empty())
        return sha256({});
    Sha256 hash = m_peaks.back();
    for (std::size_t i = m_peaks.size() - 1; i-- > 0;)
        hash = merkleNode(m_peaks[i], hash);
    return hash;
}

std::string MerkleFrontier::peaks() const {
    std::string bytes;
    for (const Sha256 &peak : m_peaks)
        bytes.append(asView(peak));
    return bytes;
}

} // namespace audience::store
