// template versions, diff, restore, review, translate, variant: what becomes of an email between its draft and its send.
#include "app/cli/commands/by_name.h"
#include "app/cli/commands/template_commands.h"

#include "base/text.h"
#include "model/email_choice.h"
#include "service/email_texts.h"
#include "service/template_service.h"
#include "service/template_versions.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace audience::cli {

using namespace service;

namespace {

struct VersionOptions {
    std::string name, note, other, texts;
    std::int64_t before = 0, after = 0;
    bool asks = false, approves = false, returns = false, withdraws = false, removes = false;
    std::optional<std::string> subject, preheader, html, text;
};

Result<TemplateView> found(Session &session, const std::string &name) {
    TemplateService templates(session);
    return byIdOrName<TemplateView>(templates, name);
}

std::string_view wordOf(TemplateChange::What what) {
    switch (what) {
    case TemplateChange::What::Added: return "added";
    case TemplateChange::What::Removed: return "removed";
    case TemplateChange::What::Moved: return "moved";
    case TemplateChange::What::Changed: break;
    }
    return "changed";
}

Json changeJson(const TemplateChange &one) {
    Json json{{"what", wordOf(one.what)}, {"part", one.part}};
    for (const auto &[name, value] : {std::pair<const char *, const std::string *>{"language", &one.language}, {"variant", &one.variant}, {"kind", &one.kind}, {"id", &one.id},
                                      {"name", &one.name}, {"before", &one.before}, {"after", &one.after}})
        if (!value->empty())
            json[name] = *value;
    if (!one.properties.empty())
        json["properties"] = one.properties;
    Json lines = Json::array();
    for (const LineChange &line : one.lines)
        if (line.kind != LineChange::Kind::Same && line.kind != LineChange::Kind::LeftOut)
            lines.push_back(Json{{"what", line.kind == LineChange::Kind::Added ? "added" : "removed"}, {"before", line.before}, {"after", line.after}, {"text", line.text}});
    if (!lines.empty())
        json["lines"] = std::move(lines);
    return json;
}

// "translation de: button "Shop now": words changed"
std::string wordsOf(const TemplateChange &one) {
    std::string text = !one.language.empty() ? "translation " + one.language : !one.variant.empty() ? "variant " + one.variant : std::string();
    if (one.part != "translation" && one.part != "variant") {
        text += text.empty() ? "" : ": ";
        text += one.part == "block" ? one.kind : one.part;
        if (!one.name.empty())
            text += " \"" + one.name + "\"";
    }
    text += ": ";
    if (one.what != TemplateChange::What::Changed)
        return text + std::string(wordOf(one.what));
    if (one.isWords && !one.id.empty())
        return text + "words changed";
    std::string properties;
    for (const std::string &property : one.properties)
        properties += (properties.empty() ? "" : ", ") + property;
    return text + (properties.empty() ? "changed" : properties + " changed");
}

void sayChange(const Console &console, const TemplateChange &one) {
    console.say(wordsOf(one));
    if (one.lines.empty() && (!one.before.empty() || !one.after.empty())) {
        if (!one.before.empty())
            console.say("  - " + shortened(one.before));
        if (!one.after.empty())
            console.say("  + " + shortened(one.after));
    }
    for (const LineChange &line : one.lines) {
        const char *mark = line.kind == LineChange::Kind::Added ? "+ " : line.kind == LineChange::Kind::Removed ? "- " : "  ";
        console.say(line.kind == LineChange::Kind::LeftOut ? "  ..." : "  " + std::string(mark) + shortened(line.text));
    }
}

Result<int> versions(const Console &console, Session &session, const VersionOptions &options) {
    TRY_ASSIGN(const TemplateView view, found(session, options.name));
    TRY_ASSIGN(const auto all, TemplateVersionService(session).list(view.id));
    Json list = Json::array();
    for (const TemplateVersion &one : all) {
        Json changes = Json::array();
        std::string words;
        for (const TemplateChange &change : one.changes) {
            changes.push_back(changeJson(change));
            words += (words.empty() ? "" : "; ") + wordsOf(change);
        }
        list.push_back(Json{{"version", one.revision}, {"name", one.name}, {"by", one.by}, {"at", toIso(one.savedAt)}, {"state", toText(one.state)},
                            {"approved_by", one.approvedBy}, {"sent", one.isSent}, {"restored", one.isRestored}, {"changes", std::move(changes)}});
        console.say(std::to_string(one.revision) + "\t" + toIso(one.savedAt) + "\t" + one.by + "\t" + std::string(toText(one.state)) + (one.isSent ? ", sent" : "") + "\t" +
                    shortened(words));
    }
    if (console.json)
        console.document(list);
    return kDone;
}

Result<int> diff(const Console &console, Session &session, const VersionOptions &options) {
    TRY_ASSIGN(const TemplateView view, found(session, options.name));
    TRY_ASSIGN(const auto changes, TemplateVersionService(session).changes(view.id, options.before, options.after));
    Json list = Json::array();
    for (const TemplateChange &one : changes) {
        list.push_back(changeJson(one));
        sayChange(console, one);
    }
    if (changes.empty())
        console.say("The two versions are the same.");
    if (console.json)
        console.document(list);
    return kDone;
}

Result<int> restore(const Console &console, Session &session, const VersionOptions &options) {
    TRY_ASSIGN(TemplateView view, found(session, options.name));
    const std::string name = view.email.name;
    TRY_ASSIGN(view.email, TemplateVersionService(session).find(view.id, options.before));
    view.email.name = name; // it is still called what it is called now
    TRY_ASSIGN(const TemplateView saved, TemplateService(session).save(view));
    if (console.json)
        console.document(Json{{"id", saved.id.value}, {"name", saved.email.name}, {"version", saved.revision}});
    console.say("Version " + std::to_string(options.before) + " of \"" + name + "\" is its newest again, as version " + std::to_string(saved.revision) + ".");
    return kDone;
}

Json stepJson(const ReviewStep &one) {
    Json json{{"what", toText(one.what)}, {"version", one.revision}, {"by", one.by}, {"at", toIso(one.at)}};
    if (!one.note.empty())
        json["note"] = one.note;
    return json;
}

Result<int> review(const Console &console, Session &session, const VersionOptions &options) {
    TRY_ASSIGN(const TemplateView view, found(session, options.name));
    TemplateReviewService reviews(session);
    TRY_ASSIGN(TemplateReview now, options.asks        ? reviews.ask(view.id, view.revision, options.note)
                                   : options.approves  ? reviews.approve(view.id, view.revision)
                                   : options.returns   ? reviews.giveBack(view.id, view.revision, options.note)
                                   : options.withdraws ? reviews.withdraw(view.id, view.revision)
                                                       : reviews.of(view.id));
    Json steps = Json::array();
    for (const ReviewStep &one : now.steps)
        steps.push_back(stepJson(one));
    if (console.json)
        console.document(Json{{"id", view.id.value}, {"name", view.email.name}, {"version", now.revision}, {"state", toText(now.state)}, {"author", now.author}, {"steps", std::move(steps)}});
    console.say("\"" + view.email.name + "\", version " + std::to_string(now.revision) + " by " + now.author + ": " + std::string(toText(now.state)));
    if (now.last.what != ReviewStep::What::Saved)
        console.say(std::string(toText(now.last.what)) + " by " + now.last.by + ", " + toIso(now.last.at) + (now.last.note.empty() ? "" : ": " + now.last.note));
    return kDone;
}

using Named = std::vector<std::pair<std::string, model::EmailContent>>;

model::EmailContent &contentOf(Named &all, const std::string &name) {
    const std::string wanted = toLowerAscii(name);
    const auto known = std::find_if(all.begin(), all.end(), [&](const auto &one) { return toLowerAscii(one.first) == wanted; });
    return known == all.end() ? all.emplace_back(name, model::EmailContent{}).second : known->second;
}

// {"key": "words"}, or as it was printed: [{"key": ..., "words": ...}]
Result<std::vector<std::pair<std::string, std::string>>> textsIn(const std::string &path) {
    TRY_ASSIGN(const std::string source, readText(path, kMostTemplateFile));
    const auto json = parseJson(source);
    std::vector<std::pair<std::string, std::string>> texts;
    if (json && json->is_object()) {
        for (const auto &[key, words] : json->items())
            if (words.is_string())
                texts.emplace_back(key, words.get<std::string>());
    } else if (json && json->is_array()) {
        for (const Json &one : *json)
            if (const std::string key = jsonText(one, "key"); !key.empty())
                texts.emplace_back(key, jsonText(one, "words"));
    }
    if (texts.empty())
        return Error(ErrorKind::Invalid, "cli.no_texts").with("path", path);
    return texts;
}

Result<void> change(model::EmailContent &content, const model::EmailTemplate &email, const VersionOptions &options, const std::string &language) {
    if (options.subject)
        content.subject = *options.subject;
    if (options.preheader)
        content.preheader = *options.preheader;
    if (options.html) {
        TRY_ASSIGN(content.html, readText(*options.html, kMostTemplateFile));
        content.blocks.reset();
    }
    if (options.text) {
        TRY_ASSIGN(content.text, readText(*options.text, kMostTemplateFile));
    }
    if (options.texts.empty())
        return {};
    TRY_ASSIGN(const auto texts, textsIn(options.texts));
    for (const auto &[key, words] : texts) {
        TRY_ASSIGN(content, withText(content, model::contentOf(email), key, words, language));
    }
    return {};
}

bool changesAnything(const VersionOptions &options) {
    return options.removes || options.subject || options.preheader || options.html || options.text || !options.texts.empty();
}

// What there is of one of them, text by text.
int sayTexts(const Console &console, const model::EmailTemplate &email, const model::EmailContent &content) {
    Json list = Json::array();
    for (const EmailText &one : emailTexts(model::contentOf(email), content)) {
        list.push_back(Json{{"key", one.key}, {"original", one.original}, {"words", one.words}, {"missing", one.isMissing()}});
        console.say(one.key + "\t" + shortened(one.original) + "\t" + (one.words.empty() ? "-" : shortened(one.words)));
    }
    if (console.json)
        console.document(list);
    return kDone;
}

// A is the email itself, and further ones are called by the letters after it; what there is keeps the name it has.
Result<void> checkOther(const Named &all, const std::string &name, bool isTranslation) {
    const std::string folded = toLowerAscii(name);
    const bool isThere = std::any_of(all.begin(), all.end(), [&](const auto &one) { return toLowerAscii(one.first) == folded; });
    if (isTranslation && !isThere && model::languageTag(name).empty())
        return Error(ErrorKind::Invalid, "template.bad_language").with("value", name);
    if (!isTranslation && !isThere && folded == "a")
        return Error(ErrorKind::Invalid, "template.variant_is_original").with("value", name);
    if (!isTranslation && !isThere && (folded.size() != 1 || folded < "b" || folded > "z"))
        return Error(ErrorKind::Invalid, "template.bad_variant").with("value", name);
    return {};
}

Result<int> changeOther(const Console &console, Session &session, const VersionOptions &options, bool isTranslation) {
    TRY_ASSIGN(TemplateView view, found(session, options.name));
    Named &all = isTranslation ? view.email.translations : view.email.variants;
    if (options.other.empty()) {
        Json names = Json::array();
        for (const auto &[name, content] : all) {
            names.push_back(name);
            console.say(name + "\t" + content.subject);
        }
        if (names.empty())
            console.say(isTranslation ? "No translations yet." : "No variants yet.");
        if (console.json)
            console.document(names);
        return kDone;
    }
    if (!options.removes)
        TRY(checkOther(all, options.other, isTranslation));
    if (!changesAnything(options)) {
        const model::EmailContent content = contentOf(all, options.other);
        return sayTexts(console, view.email, content);
    }
    const std::size_t before = all.size();
    model::EmailContent &content = contentOf(all, options.other);
    if (options.removes && all.size() != before)
        return isTranslation ? Error(ErrorKind::NotFound, "template.no_such_translation").with("name", view.email.name).with("language", options.other)
                             : Error(ErrorKind::NotFound, "template.no_such_variant").with("name", view.email.name).with("variant", options.other);
    if (options.removes)
        all.erase(std::find_if(all.begin(), all.end(), [&](const auto &one) { return &one.second == &content; }));
    else
        TRY(change(content, view.email, options, isTranslation ? options.other : std::string()));
    TRY_ASSIGN(const TemplateView saved, TemplateService(session).save(view));
    return console.done("\"" + saved.email.name + "\" is saved as version " + std::to_string(saved.revision) + ".", Json{{"id", saved.id.value}, {"version", saved.revision}});
}

void addOtherOptions(CLI::App &command, VersionOptions &options) {
    command.add_option("--subject", options.subject);
    command.add_option("--preheader", options.preheader);
    command.add_option("--html", options.html, "File with the HTML, of an email without blocks");
    command.add_option("--text", options.text, "File with the plain text");
    command.add_option("--texts", options.texts, "JSON file with words by key, as the command prints them with --json");
    command.add_flag("--remove", options.removes, "Take it away");
}

} // namespace

void addVersionCommands(CLI::App &noun, Console &console) {
    auto options = std::make_shared<VersionOptions>();
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        CLI::App *command = console.add(noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
        command->add_option("NAME", options->name, "Id or name of the template")->required();
        return command;
    };
    add("versions", "Every saved version: who, when, what changed", versions);
    CLI::App *diffing = add("diff", "What differs between two versions", diff);
    diffing->add_option("A", options->before, "The number of a version")->required();
    diffing->add_option("B", options->after, "The number of another")->required();
    add("restore", "Save an older version as the newest", restore)->add_option("VERSION", options->before, "Its number")->required();
    CLI::App *reviewing = add("review", "Where it stands, who decided what; or the next step", review);
    auto *acts = reviewing->add_option_group("step");
    acts->add_flag("--ask", options->asks, "Ask for approval");
    acts->add_flag("--approve", options->approves, "Approve it; not what you wrote yourself");
    acts->add_flag("--return", options->returns, "Send it back to its author");
    acts->add_flag("--withdraw", options->withdraws, "Take the last of these steps back");
    acts->require_option(0, 1);
    reviewing->add_option("--note", options->note, "For whoever reads it, with --ask or --return");
    CLI::App *translating = add("translate", "The texts in another language: prints them, or changes them", [](const Console &c, Session &s, const VersionOptions &o) { return changeOther(c, s, o, true); });
    translating->add_option("LANGUAGE", options->other, "Such as de or pt-BR; without one it lists them");
    addOtherOptions(*translating, *options);
    CLI::App *varying = add("variant", "The texts of a variant: prints them, or changes them", [](const Console &c, Session &s, const VersionOptions &o) { return changeOther(c, s, o, false); });
    varying->add_option("VARIANT", options->other, "B, C, ...; without one it lists them");
    addOtherOptions(*varying, *options);
}

} // namespace audience::cli
