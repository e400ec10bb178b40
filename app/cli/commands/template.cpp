#include "app/cli/commands/commands.h"
#include "app/cli/commands/template_commands.h"

#include "model/email_choice.h"
#include "service/template_file.h"
#include "service/template_import.h"
#include "service/template_service.h"

#include <algorithm>
#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct TemplateOptions {
    std::string file, data, snippets, zone = "UTC", escape = "html", missing = "empty", name, html, blocks, mjml, subject, preheader, text, language, variant, person;
    std::vector<std::string> linkQuery;
    bool strict = false;
};

std::string sourceOf(const model::EmailTemplate &email) { return email.blocks ? "blocks" : "html"; }

} // namespace

std::string placed(const std::string &file, const FindingView &finding) {
    std::string text = finding.path.empty() ? file : finding.path;
    if (finding.line > 0)
        text += ":" + std::to_string(finding.line) + ":" + std::to_string(finding.column);
    return text + ": " + (finding.isError ? "error: " : "") + sentenceOf(finding.id, finding.args);
}

Json findingJson(const FindingView &finding) {
    return Json{{"id", finding.id}, {"part", finding.path}, {"line", finding.line}, {"column", finding.column},
                {"error", finding.isError}, {"text", sentenceOf(finding.id, finding.args)}};
}

namespace {

Result<std::string> sourceIn(const std::string &file) {
    TRY_ASSIGN(const std::string text, readText(file, kMostTemplateFile));
    return renderableText(text);
}

int render(const Console &console, const TemplateOptions &options) {
    RenderFileOptions wanted;
    wanted.strict = options.strict;
    wanted.missingIsError = options.missing == "error";
    wanted.escapeHtml = options.escape == "html";
    wanted.zone = options.zone;
    wanted.snippetDirectory = options.snippets;
    const auto source = sourceIn(options.file);
    if (!source)
        return console.fail(source.error());
    std::string data = "{}";
    if (!options.data.empty()) {
        const auto text = readText(options.data);
        if (!text)
            return console.fail(text.error());
        data = *text;
    }
    const auto result = renderTemplateText(*source, data, wanted);
    if (!result)
        return console.fail(result.error());
    Json findings = Json::array();
    for (const FindingView &finding : result->findings) {
        findings.push_back(findingJson(finding));
        Console::note(placed(options.file, finding));
    }
    if (console.json)
        console.document(Json{{"output", result->output ? Json(*result->output) : Json()}, {"findings", findings}});
    if (!result->output)
        return kFailed;
    if (console.json)
        return kDone;
    std::fwrite(result->output->data(), 1, result->output->size(), stdout);
    return std::fflush(stdout) == 0 ? kDone : console.fail(Error(ErrorKind::Io, "cli.output_failed"));
}

int check(const Console &console, const TemplateOptions &options) {
    const auto source = sourceIn(options.file);
    if (!source)
        return console.fail(source.error());
    const TemplateCheck result = checkTemplateText(*source, options.snippets);
    Json findings = Json::array();
    bool failed = false;
    for (const FindingView &finding : result.findings) {
        failed = failed || finding.isError;
        findings.push_back(findingJson(finding));
        if (!console.json)
            console.line(placed(options.file, finding));
    }
    if (console.json)
        console.document(Json{{"findings", findings}, {"fields", result.fields}, {"filters", result.filters}});
    for (const std::string &field : result.fields)
        console.say("field   " + field);
    for (const std::string &filter : result.filters)
        console.say("filter  " + filter);
    return failed ? kFailed : kDone;
}

// utm_source=news; without a value it goes, "none" takes all of them away.
Result<void> setLinkQuery(model::EmailTemplate &email, const std::vector<std::string> &pairs) {
    for (const std::string &pair : pairs) {
        const std::size_t equals = pair.find('=');
        if (pair == "none")
            email.linkQuery.clear();
        else if (equals == 0 || equals == std::string::npos)
            return Error(ErrorKind::Invalid, "cli.utm_pair").with("value", pair);
        else if (equals + 1 == pair.size())
            email.linkQuery.erase(pair.substr(0, equals));
        else
            email.linkQuery[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    return {};
}

// HTML by hand takes the place of blocks, and blocks that of HTML; the words of the HTML before go with it.
Result<void> setContent(const Console &console, Session &session, model::EmailTemplate &email, const TemplateOptions &options) {
    if (!options.html.empty()) {
        TRY_ASSIGN(email.html, readText(options.html, kMostTemplateFile));
        email.blocks.reset();
    }
    const std::string &file = options.blocks.empty() ? options.mjml : options.blocks;
    if (file.empty())
        return {};
    TRY_ASSIGN(const std::string source, readText(file, kMostTemplateFile));
    const std::string kind = options.blocks.empty() ? "-.mjml" : "-.json"; // whatever the file is called
    Result<TemplateImport> found = readTemplateFile(&session, source, kind, options.name, {});
    if (!found) {
        Error error = found.error();
        for (auto &[name, value] : error.args)
            if (value == kind)
                value = file;
        return error;
    }
    TemplateImport &read = *found;
    if (!read.email.blocks)
        return Error(ErrorKind::Invalid, "template.no_blocks").with("name", file);
    email.blocks = std::move(read.email.blocks);
    email.text.clear();
    if (email.subject.empty())
        email.subject = read.email.subject;
    if (!read.email.preheader.empty())
        email.preheader = read.email.preheader;
    if (!console.json)
        for (const LintView &one : read.findings)
            if (one.finding.path == "mjml")
                Console::note(placed(file, one.finding));
    return {};
}

Result<int> save(const Console &console, Session &session, const TemplateOptions &options) {
    TemplateService templates(session);
    TRY_ASSIGN(TemplateView value, templates.forName(options.name));
    value.email.name = options.name;
    TRY(setContent(console, session, value.email, options));
    TRY(setLinkQuery(value.email, options.linkQuery));
    if (!options.language.empty())
        value.email.language = options.language;
    if (!options.text.empty()) {
        TRY_ASSIGN(value.email.text, readText(options.text, kMostTemplateFile));
    }
    if (!options.subject.empty())
        value.email.subject = options.subject;
    if (!options.preheader.empty())
        value.email.preheader = options.preheader;
    value.email.missing = options.missing == "skip"   ? model::MissingField::SkipPerson
                          : options.missing == "stop" ? model::MissingField::Stop
                                                      : model::MissingField::UseEmpty;
    TRY_ASSIGN(const TemplateView saved, templates.save(value));
    if (console.json)
        console.document(Json{{"id", saved.id.value}, {"name", saved.email.name}, {"revision", saved.revision}, {"source", sourceOf(saved.email)}});
    console.say("Template " + std::to_string(saved.id.value) + " \"" + saved.email.name + "\" saved.");
    return kDone;
}

Result<int> show(const Console &console, Session &session, const TemplateOptions &options) {
    TemplateService templates(session);
    TRY_ASSIGN(TemplateView view, templates.findByName(options.name));
    TRY_ASSIGN(view.email, model::asVariant(std::move(view.email), options.variant));
    if (!options.language.empty())
        view.email = model::inLanguage(view.email, model::translationFor(view.email, options.language));
    TRY_ASSIGN(const EmailPreview preview, templates.preview(view.email, options.person));
    if (console.json) {
        console.document(Json{{"person", preview.personKey}, {"to", preview.to}, {"subject", preview.subject}, {"preheader", preview.preheader},
                              {"html", preview.html}, {"text", preview.text}, {"bytes", preview.bytes}, {"source", sourceOf(view.email)}});
        return kDone;
    }
    console.line("To: " + preview.to);
    console.line("Subject: " + preview.subject);
    console.line("");
    console.line(preview.text);
    return kDone;
}

} // namespace

void addTemplateCommands(CLI::App &app, Console &console) {
    auto options = std::make_shared<TemplateOptions>();
    CLI::App *noun = app.add_subcommand("template", "Email templates in Liquid");
    noun->require_subcommand(1);
    CLI::App *rendering = console.add(*noun, "render", "Render a file with JSON data; prints the output and nothing else", false,
                                      [&console, options] { return render(console, *options); });
    rendering->add_option("FILE", options->file)->required();
    rendering->add_option("--data", options->data, "File with a JSON object; - for standard input");
    rendering->add_option("--snippets", options->snippets, "Folder of snippets for render and include");
    rendering->add_flag("--strict", options->strict, "Strict parsing; the first error ends it");
    rendering->add_option("--missing", options->missing, "What a missing value is")->check(CLI::IsMember({"empty", "error"}))->capture_default_str();
    rendering->add_option("--zone", options->zone, "Time zone of dates")->capture_default_str();
    rendering->add_option("--escape", options->escape)->check(CLI::IsMember({"none", "html"}))->capture_default_str();
    CLI::App *checking = console.add(*noun, "check", "Findings with places, fields and filters of a file", false,
                                     [&console, options] { return check(console, *options); });
    checking->add_option("FILE", options->file)->required();
    checking->add_option("--snippets", options->snippets);
    const auto add = [&](const std::string &verb, const std::string &about, auto body) {
        return console.add(*noun, verb, about, true, [&console, options, body] {
            return withSession(console, [&](Session &session) -> Result<int> { return body(console, session, *options); });
        });
    };
    add("list", "Saved templates", [](const Console &c, Session &s, const TemplateOptions &) -> Result<int> {
        std::vector<DamagedTemplate> damaged;
        TRY_ASSIGN(const auto all, TemplateService(s).list(&damaged));
        Json list = Json::array();
        for (const TemplateView &one : all) {
            list.push_back(Json{{"id", one.id.value}, {"name", one.email.name}, {"subject", one.email.subject}, {"source", sourceOf(one.email)}});
            c.say(std::to_string(one.id.value) + "\t" + one.email.name + "\t" + one.email.subject);
        }
        if (all.empty() && damaged.empty())
            c.say("No templates yet.");
        for (const DamagedTemplate &one : damaged) {
            const std::string sentence = sentenceOf(one.error.id, one.error.args);
            list.push_back(Json{{"id", one.id.value}, {"name", one.name}, {"error", sentence}});
            Console::note(sentence);
        }
        if (c.json)
            c.document(list);
        return damaged.empty() ? kDone : kFailed;
    });
    CLI::App *saving = add("save", "Save a template from files", save);
    saving->add_option("--name", options->name)->required();
    saving->add_option("--subject", options->subject);
    saving->add_option("--preheader", options->preheader);
    auto *html = saving->add_option("--html", options->html, "File with the HTML");
    auto *blocks = saving->add_option("--blocks", options->blocks, "JSON file with a document of blocks, or a template made of them")->excludes(html);
    saving->add_option("--mjml", options->mjml, "File with MJML, which becomes blocks")->excludes(html)->excludes(blocks);
    saving->add_option("--language", options->language, "Language of the email, such as de or pt-BR");
    saving->add_option("--utm", options->linkQuery, "NAME=VALUE on links to websites where the campaign says none; NAME= takes it away, none takes all");
    saving->add_option("--text", options->text, "File with the plain text; made from the HTML if absent");
    saving->add_option("--missing", options->missing, "Where a field is empty")->check(CLI::IsMember({"empty", "skip", "stop"}));
    addContentCommands(*noun, console);
    CLI::App *showing = add("show", "What one person would get", show);
    showing->add_option("NAME", options->name)->required();
    showing->add_option("--as", options->person, "Key of the person");
    showing->add_option("--variant", options->variant, "B, C, ... instead of the email itself");
    showing->add_option("--language", options->language, "As a reader of this language gets it, whatever the person reads");
    addPreflightCommand(*noun, console);
    addSheetCommand(*noun, console);
    addStudioCommands(*noun, console);
    addVersionCommands(*noun, console);
}

} // namespace audience::cli
