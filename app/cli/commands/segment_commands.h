// What the verbs of `segment` share: where a rule comes from. Internal to the commands.
#pragma once

#include "app/cli/console.h"
#include "model/segment_rule.h"
#include "service/views.h"

#include <memory>
#include <optional>

namespace audience::service {
class Session;
}

namespace audience::cli {

struct SegmentOptions {
    std::string file, text, name, dialect = "sqlite", tables;
    bool dbt = false;
    std::int64_t id = 0;
    std::vector<std::string> files, texts; // of rules that are compared
    std::vector<std::int64_t> ids;
    std::vector<std::string> topics, columns, segments, lists;
    std::vector<std::string> tags;
    std::optional<std::string> folder;
    bool clear = false, untag = false, behaviour = false, advice = false; // the last two of compare
    std::string by, column; // of compare, of suggest
    std::string people;     // a remote dataset, whose people are meant
    int limit = 0, groups = 0;
};

// The rule of FILE (JSON, or text), of --text or of --id. Error "cli.no_rule".
Result<model::SegmentRule> ruleOf(service::Session &session, const SegmentOptions &options);
// Several, in the order ids, texts, files.
Result<std::vector<model::SegmentRule>> rulesOf(service::Session &session, const SegmentOptions &options);
CLI::App *addRuleOptions(CLI::App *command, SegmentOptions &options);
CLI::App *addRulesOptions(CLI::App *command, SegmentOptions &options);

void addSegmentHistory(CLI::App &noun, Console &console);
// data remote, segment materialise
void addRemoteCommand(CLI::App &noun, Console &console);
void addMaterialise(CLI::App &noun, Console &console, const std::shared_ptr<SegmentOptions> &options);
// The remote datasets, behind those that are here.
Result<void> sayRemote(const Console &console, service::Session &session, Json &all);
Json toJson(const service::EngineView &engine);
std::string engineText(const service::EngineView &engine);
// compare, overlap, describe, suggest
void addSegmentStudies(CLI::App &noun, Console &console, std::shared_ptr<SegmentOptions> options);

} // namespace audience::cli
