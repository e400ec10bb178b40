// Finds people, datasets and columns by a few letters, for the search over everything. Bounded: it stops
// at a limit of hits and reads only the columns a person is known by.
#pragma once

#include "async/cancel.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct SearchLimits {
    int people = 8, datasets = 6, columns = 8;
};

struct PersonHit {
    std::string key;   // of the profile
    std::string found; // what fitted: the address, the name or the key
    std::string also;  // another thing the person is known by; may be empty
};
struct ColumnHit {
    std::string dataset, column;
};

struct SearchHits {
    std::vector<PersonHit> people; // those that begin with the text first
    std::vector<std::string> datasets;
    std::vector<ColumnHit> columns;
    std::string peopleDataset; // where the people are
};

class SearchService {
public:
    explicit SearchService(Session &session) : m_session(session) {}
    // ASCII letters compare without case. Nothing fits an empty text. Error "cancelled".
    Result<SearchHits> find(const std::string &text, const SearchLimits &limits = {}, const CancelToken &cancel = {});

private:
    Session &m_session;
};

} // namespace audience::service
