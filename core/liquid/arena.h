// A bump allocator for everything one render makes. Values point into it and are never freed one by
// one; the bytes used are counted, so a render can be stopped before it eats the machine. One
// thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace audience::liquid {

class Arena {
public:
    Arena() = default;
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;

    // `alignment` is at most that of std::max_align_t.
    void *allocate(std::size_t size, std::size_t alignment) {
        const std::size_t start = (m_offset + alignment - 1) & ~(alignment - 1);
        if (start > m_size || size > m_size - start)
            return allocateBlock(size);
        m_offset = start + size;
        return m_block + start;
    }
    std::string_view store(std::string_view bytes) {
        if (bytes.empty())
            return {};
        return {makeArray(bytes.data(), bytes.size()), bytes.size()};
    }
    // Only for types that need no destructor: nothing is destroyed, the memory is reused.
    template <class T, class... Args> T *make(Args &&...args) {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
    }
    template <class T> T *makeArray(const T *items, std::size_t count) {
        static_assert(std::is_trivially_copyable_v<T>);
        auto *copy = static_cast<T *>(allocate(sizeof(T) * count, alignof(T)));
        if (count != 0)
            std::memcpy(static_cast<void *>(copy), items, sizeof(T) * count);
        return copy;
    }

    std::size_t used() const { return m_usedBefore + m_offset; }
    // Forgets everything; keeps one block for the next render, as large as this one needed within
    // reason.
    void reset();

private:
    struct Block {
        std::unique_ptr<std::byte[]> bytes;
        std::size_t size = 0;
    };
    void *allocateBlock(std::size_t size);
    void addBlock(std::size_t size);

    std::vector<Block> m_blocks;
    std::byte *m_block = nullptr; // the last one
    std::size_t m_size = 0;
    std::size_t m_offset = 0;
    std::size_t m_usedBefore = 0; // in the blocks before the last
};

} // namespace audience::liquid
