#include "service/source_password.h"

#include "warehouse/connectors.h"

#include <algorithm>
#include <cstdlib>

namespace audience::service {

namespace {

bool isFromEnvironment(const model::SourceConnection &one) { return one.credentials == "env" && warehouse::needsSecret(one); }

const char *valueOf(const std::string &variable) {
    const char *value = std::getenv(variable.c_str());
    return value && *value != '\0' ? value : nullptr;
}

} // namespace

std::string passwordVariable(const std::string &name) {
    std::string variable = "AUDIENCE_PASSWORD_";
    for (const char c : name) {
        if (c >= 'a' && c <= 'z')
            variable += static_cast<char>(c - 'a' + 'A');
        else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            variable += c;
        else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) // one sign for a character of several bytes
            variable += '_';
    }
    return variable;
}

std::vector<std::string> sharesVariable(const model::SourceConnection &connection, const std::vector<model::SourceConnection> &all) {
    std::vector<std::string> others;
    if (!isFromEnvironment(connection))
        return others;
    for (const model::SourceConnection &one : all)
        if (one.name != connection.name && isFromEnvironment(one) && passwordVariable(one.name) == passwordVariable(connection.name))
            others.push_back(one.name);
    return others;
}

Result<Secret> passwordFromEnvironment(const model::SourceConnection &connection, const std::vector<model::SourceConnection> &all) {
    const std::string own = passwordVariable(connection.name);
    if (const char *password = valueOf(own)) {
        const auto others = sharesVariable(connection, all);
        if (!others.empty())
            return Error(ErrorKind::Auth, "source.shared_variable").with("variable", own).with("name", connection.name).with("other", others.front());
        return Secret(password);
    }
    const char *common = valueOf(kDatabasePasswordVariable);
    if (!common)
        return Error(ErrorKind::Auth, "secrets.env_missing").with("name", own);
    if (std::count_if(all.begin(), all.end(), isFromEnvironment) > 1)
        return Error(ErrorKind::Auth, "source.password_of_many").with("variable", own).with("name", connection.name);
    return Secret(common);
}

} // namespace audience::service
