// Who has an address, from the data as they were when it was first asked; looked at outside of any transaction. One
// thread. Private to service.
#pragma once

#include "base/digest.h"
#include "service/people.h"

#include <optional>
#include <vector>

namespace audience::service {

class AddressBook {
public:
    explicit AddressBook(Session &session) : m_session(session) {}

    // Everybody whose address has this SHA-256, in the order of the data; `hint` is who had it once.
    Result<std::vector<Ordinal>> behind(const Sha256 &address, Ordinal hint);
    // Nothing where the workspace has no people or they have no addresses.
    Result<const People *> people();

private:
    struct Entry {
        std::uint64_t mark; // the first bytes of the hash
        std::uint32_t code; // of the address in the column's dictionary
    };
    Result<void> load();
    void index();
    std::vector<Ordinal> withCodes(const std::vector<std::uint32_t> &codes) const;
    bool hasAddress(std::uint32_t code, const Sha256 &address) const;

    Session &m_session;
    bool m_isLoaded = false;
    std::optional<People> m_people;
    std::shared_ptr<const engine::DenseColumn> m_addresses;
    std::vector<Entry> m_index; // by mark; empty before it is worth its while
    std::vector<Ordinal> m_first, m_next; // who has the address of a code, and who else has the same one
    int m_looked = 0;
};

} // namespace audience::service
