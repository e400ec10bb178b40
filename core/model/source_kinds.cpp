#include "model/source_kinds.h"

#include <algorithm>
#include <array>

namespace audience::model {

namespace {

constexpr std::array kOdbcOptions{SourceOption{"driver"}, SourceOption{"dsn"}, SourceOption{"attributes"}};
constexpr std::array kFilesOptions{SourceOption{"delimiter"}, SourceOption{"encoding"}, SourceOption{"header"}, SourceOption{"numbers"}, SourceOption{"dates"}};
constexpr std::array kSqlServerOptions{SourceOption{"driver"}};
constexpr std::array kHttpOptions{SourceOption{"recipe"}, SourceOption{"url"}, SourceOption{"definition"}};

constexpr std::array kKinds{
    SourceKind{"postgresql", "postgresql", SourceReach::Server, 5432, "public"},
    SourceKind{"redshift", "postgresql", SourceReach::Server, 5439, "public"},
    SourceKind{"azure-postgresql", "postgresql", SourceReach::Server, 5432, "public"},
    SourceKind{"mysql", "mysql", SourceReach::Server, 3306},
    SourceKind{"mariadb", "mysql", SourceReach::Server, 3306},
    SourceKind{"sqlserver", "odbc", SourceReach::Server, 1433, "dbo", kSqlServerOptions},
    SourceKind{"odbc", "odbc", SourceReach::Server, 0, {}, kOdbcOptions},
    SourceKind{"files", "files", SourceReach::Files, 0, {}, kFilesOptions},
    SourceKind{"sqlite", "sqlite", SourceReach::Files, 0, "main"},
    SourceKind{"http", "http", SourceReach::Web, 0, {}, kHttpOptions, true},
};

} // namespace

const SourceOption *SourceKind::option(std::string_view name) const {
    const auto found = std::find_if(options.begin(), options.end(), [&](const SourceOption &one) { return one.id == name; });
    return found == options.end() ? nullptr : &*found;
}

bool SourceKind::takes(std::string_view name) const { return option(name) || (asksFurther && name.substr(0, 4) == "set."); }

std::span<const SourceKind> sourceKinds() { return kKinds; }

const SourceKind *findSourceKind(std::string_view id) {
    const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const SourceKind &kind) { return kind.id == id; });
    return found == kKinds.end() ? nullptr : &*found;
}

} // namespace audience::model
