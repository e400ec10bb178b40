// A buffer for keys and passwords that is wiped when it goes, is never copied and never printed.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace audience {

class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view bytes);
    ~Secret();
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    bool empty() const { return m_size == 0; }
    // Valid while this object lives; copy it nowhere that outlives the call.
    std::string_view view() const { return {m_bytes.get(), m_size}; }
    Secret clone() const { return Secret(view()); }

private:
    void wipe();
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size = 0;
};

// Overwrites memory in a way the compiler may not remove.
void secureZero(void *data, std::size_t size);

} // namespace audience
