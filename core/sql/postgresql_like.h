// What PostgreSQL and Redshift have in common.
#pragma once

#include "sql/grammar.h"

namespace audience::sql {

class PostgresqlLike : public Grammar {
public:
    std::string placeholder(std::size_t n) const override { return '$' + std::to_string(n); }
    std::string typeName(Type type) const override;
    std::string endsWith(const std::string &text, const std::string &part) const override;
    std::string onTheWall(const std::string &moment, const std::string &zone) const override;
    std::string part(DatePart part, const std::string &timeOrDate) const override;
};

} // namespace audience::sql
