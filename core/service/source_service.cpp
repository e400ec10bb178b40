#include "service/source_service.h"

#include "base/json.h"
#include "model/campaign.h"
#include "net/net.h"
#include "secrets/keychain.h"
#include "secrets/secret_key.h"
#include "service/connection_service.h"
#include "service/session.h"
#include "warehouse/connectors.h"
#include "warehouse/http_recipe.h"
#include "workspace/definition_repository.h"

#include <algorithm>

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

static Result<SourceView> viewOf(const Definition &definition) {
    TRY_ASSIGN(auto connection, model::sourceConnectionFromJson(definition.body));
    connection.name = definition.name;
    return SourceView{std::move(connection), definition.id, definition.revision, definition.savedAt};
}

Result<std::vector<SourceView>> SourceService::views() const {
    TRY_ASSIGN(const auto definitions, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Connection));
    std::vector<SourceView> found;
    for (const Definition &definition : definitions)
        if (model::isSource(definition.body)) {
            TRY_ASSIGN(auto view, viewOf(definition));
            found.push_back(std::move(view));
        }
    return found;
}

Result<std::vector<model::SourceConnection>> SourceService::list() const {
    TRY_ASSIGN(auto all, views());
    std::vector<model::SourceConnection> found;
    for (SourceView &view : all)
        found.push_back(std::move(view.connection));
    return found;
}

Result<std::optional<model::SourceConnection>> SourceService::find(const std::string &name) const {
    TRY_ASSIGN(auto all, list());
    for (model::SourceConnection &one : all)
        if (one.name == name)
            return std::optional(std::move(one));
    return std::optional<model::SourceConnection>();
}

Result<model::SourceConnection> SourceService::known(const std::string &name) const {
    TRY_ASSIGN(auto found, find(name));
    if (!found)
        return Error(ErrorKind::NotFound, "connection.unknown").with("name", name);
    return *std::move(found);
}

Result<void> SourceService::save(const model::SourceConnection &connection) {
    SourceView mine{connection, 0, 0, {}};
    const auto before = DefinitionRepository(m_session.workspace()).find(DefinitionKind::Connection, connection.name);
    if (before && model::isSource(before->body)) {
        mine.id = before->id;
        mine.revision = before->revision;
    }
    TRY(save(mine));
    return {};
}

Result<SourceView> SourceService::save(const SourceView &mine) {
    const model::SourceConnection &connection = mine.connection;
    if (connection.name == model::kPracticeConnection)
        return Error(ErrorKind::Invalid, "connection.reserved_name").with("name", connection.name);
    TRY(warehouse::checkConnection(connection));
    DefinitionRepository definitions(m_session.workspace());
    if (const auto there = definitions.find(DefinitionKind::Connection, connection.name); there && there->id != mine.id)
        return Error(ErrorKind::Conflict, "connection.name_taken").with("name", connection.name);
    TRY_ASSIGN(const Definition saved, definitions.save({DefinitionKind::Connection, mine.id, connection.name, mine.revision, model::toJson(connection), {}}));
    return viewOf(saved);
}

Result<std::int64_t> SourceService::remove(const std::string &name) {
    TRY(known(name));
    DefinitionRepository definitions(m_session.workspace());
    TRY_ASSIGN(const Definition found, definitions.find(DefinitionKind::Connection, name));
    TRY(definitions.remove(DefinitionKind::Connection, found.id));
    return found.id;
}

Result<model::SourceConnection> SourceService::restore(std::int64_t id) {
    TRY_ASSIGN(const Definition again, DefinitionRepository(m_session.workspace()).restore(DefinitionKind::Connection, id));
    TRY_ASSIGN(auto connection, model::sourceConnectionFromJson(again.body));
    connection.name = again.name;
    return connection;
}

std::string SourceService::keychainName(const model::SourceConnection &connection) const {
    return secrets::secretKey({m_session.workspace().uuid(), connection.kind, connection.origin(), connection.user});
}

Result<void> SourceService::storePassword(const std::string &name, const Secret &password) {
    const workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork()) // the server of a file of unknown origin must not get a password
        return file.standing().asError(file.path());
    TRY_ASSIGN(const auto connection, known(name));
    if (!warehouse::needsSecret(connection))
        return Error(ErrorKind::Invalid, "source.needs_no_secret").with("name", name);
    if (connection.credentials != "keychain")
        return Error(ErrorKind::Invalid, "connection.keys_elsewhere").with("name", name).with("credentials", connection.credentials);
    if (!m_session.keychain())
        return Error(ErrorKind::Auth, "secrets.keychain_unavailable");
    if (password.empty())
        return Error(ErrorKind::Auth, "secrets.credentials_incomplete").with("where", "the input").with("name", "password");
    return m_session.keychain()->write(keychainName(connection), password);
}

Result<void> SourceService::forgetPassword(const std::string &name) {
    TRY_ASSIGN(const auto connection, known(name));
    if (!m_session.keychain())
        return Error(ErrorKind::Auth, "secrets.keychain_unavailable");
    return m_session.keychain()->remove(keychainName(connection));
}

Result<std::unique_ptr<warehouse::Connector>> SourceService::connector(const std::string &name) const {
    const workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    TRY_ASSIGN(const auto connection, known(name));
    const auto makeClient = [&file, seconds = connection.statementSeconds] {
        net::RetryPolicy policy;
        policy.total = std::min<std::chrono::milliseconds>(policy.total, std::chrono::seconds(seconds));
        return net::curlNet(file.clock(), file.rng())->makeClient(policy);
    };
    const warehouse::Surroundings around{makeClient, &file.clock()};
    if (!warehouse::needsSecret(connection))
        return warehouse::makeConnector(connection, Secret(), around);
    if (connection.isSocket() && connection.credentials == "keychain" && !m_session.keychain())
        return warehouse::makeConnector(connection, Secret(), around); // the system says who asks
    if (connection.credentials == "env") {
        TRY_ASSIGN(const auto all, list());
        TRY_ASSIGN(Secret password, passwordFromEnvironment(connection, all));
        return warehouse::makeConnector(connection, std::move(password), around);
    }
    if (!m_session.keychain())
        return Error(ErrorKind::Auth, "secrets.keychain_unavailable");
    auto password = m_session.keychain()->read(keychainName(connection));
    if (!password && !(connection.isSocket() && password.error().id == "secrets.not_found"))
        return std::move(password).error();
    return warehouse::makeConnector(connection, password ? std::move(*password) : Secret(), around);
}

Result<SourceService::Tested> SourceService::test(const std::string &name, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connector, connector(name));
    Tested tested;
    TRY_ASSIGN(tested.server, connector->test(cancel));
    TRY_ASSIGN(const auto tables, connector->tables({}, cancel));
    tested.tables = static_cast<std::int64_t>(tables.size());
    tested.readable = std::count_if(tables.begin(), tables.end(), [](const warehouse::TableInfo &table) { return table.readable; });
    return tested;
}

Result<warehouse::TableName> SourceService::tableFromText(const std::string &name, const std::string &text) const {
    TRY_ASSIGN(const auto connection, known(name));
    return warehouse::tableFromText(connection, text);
}

Result<std::vector<std::string>> SourceService::textsOfTables(const std::string &name, const std::vector<warehouse::TableInfo> &tables) const {
    TRY_ASSIGN(const auto connection, known(name));
    std::vector<std::string> texts;
    for (const warehouse::TableInfo &table : tables)
        texts.push_back(warehouse::textOfTable(connection, table.name));
    return texts;
}

Result<std::vector<RecipeView>> SourceService::recipes() {
    std::vector<RecipeView> all;
    for (const warehouse::BuiltInRecipe &one : warehouse::builtInRecipes()) {
        TRY_ASSIGN(const warehouse::HttpRecipe recipe, warehouse::builtInRecipe(one.name));
        RecipeView view{recipe.name, recipe.title, recipe.secretAbout, {}, {}};
        for (const warehouse::HttpSetting &setting : recipe.settings)
            view.settings.push_back({setting.id, setting.about, setting.preset});
        for (const warehouse::HttpTable &table : recipe.tables)
            view.tables.push_back(table.name);
        all.push_back(std::move(view));
    }
    return all;
}

} // namespace audience::service
