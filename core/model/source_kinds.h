// The kinds of sources that people, events and tables are read from, and what each has to be told. The command line and
// the window make their forms of this table.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace audience::model {

enum class SourceReach {
    Server, // host, port, database, user, a password, TLS
    Files,  // a path on this computer
    Web     // an address that answers over HTTPS
};

// Something that only this kind is told; kept as text.
struct SourceOption {
    std::string_view id;
    bool required = false;
    std::string_view preset = {};
};

struct SourceKind {
    std::string_view id; // "postgresql"
    std::string_view family; // whose connector reads it: "postgresql" also reads "redshift"
    SourceReach reach = SourceReach::Server;
    int port = 0;                // the usual one
    std::string_view schema = {}; // in which a table of no schema is
    std::span<const SourceOption> options = {};
    bool asksFurther = false; // more options, each named "set.NAME", which only what is chosen there knows
    bool takesSecret() const { return reach != SourceReach::Files; }
    bool takesUser() const { return reach == SourceReach::Server; }
    const SourceOption *option(std::string_view name) const;
    bool takes(std::string_view name) const;
};

std::span<const SourceKind> sourceKinds();
const SourceKind *findSourceKind(std::string_view id);

} // namespace audience::model
