// Templates as files: findings and what can be mended, import and export.
#include "app/cli/commands/by_name.h"
#include "app/cli/commands/template_commands.h"

#include "service/picture_files.h"
#include "service/template_import.h"
#include "service/template_service.h"
#include "ui/pictures/picture_codec.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace audience::cli {

using namespace service;

namespace {

struct ContentOptions {
    std::string what, name, subject, format = "html", out;
    bool fix = false, inlined = false, replaces = false;
};

bool isFile(const std::string &path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

// Beside it and then in its place, so that no half of it is ever there; a link stays one.
Result<void> writeText(const Console &console, const std::string &path, const std::string &text) {
    namespace fs = std::filesystem;
    std::error_code failed;
    if (!console.workspacePath.empty() && fs::equivalent(path, console.workspacePath, failed))
        return Error(ErrorKind::Refused, "data.is_the_workspace").with("path", path);
    const fs::path target = fs::is_symlink(path, failed) ? fs::canonical(path, failed) : fs::path(path);
    const auto cannotWrite = [&] { return Error(ErrorKind::Io, "data.cannot_write").with("path", path); };
    if (target.empty() || (fs::exists(target, failed) && !fs::is_regular_file(target, failed))) { // a device, a pipe
        std::ofstream file(path, std::ios::binary);
        file << text;
        file.close();
        return file ? Result<void>() : Result<void>(cannotWrite());
    }
    fs::path draft = target;
    draft += ".part";
    std::ofstream file(draft, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    bool isDone = !file.fail();
    if (isDone) {
        if (const fs::file_status known = fs::status(target, failed); fs::exists(known))
            fs::permissions(draft, known.permissions(), failed);
        fs::rename(draft, target, failed);
        isDone = !failed;
    }
    if (isDone)
        return {};
    fs::remove(draft, failed);
    return cannotWrite();
}

Json lintJson(const LintView &one) {
    Json json = findingJson(one.finding);
    json["severity"] = std::string(email::toText(one.severity));
    json["excerpt"] = one.excerpt;
    json["fix"] = one.canMend;
    return json;
}

// Gives whether one of them is an error.
bool tell(const Console &console, const std::string &file, const std::vector<LintView> &findings) {
    for (const LintView &one : findings) {
        FindingView finding = one.finding;
        if (isFile(file) && finding.path == "html")
            finding.path.clear(); // the file is that part
        std::string line = placed(file, finding);
        if (one.severity == email::LintSeverity::Note) {
            const std::size_t colon = line.find(": ");
            line.insert(colon == std::string::npos ? 0 : colon + 2, "note: ");
        }
        if (!console.json)
            console.line(line + (one.canMend ? " [--fix]" : ""));
    }
    return std::any_of(findings.begin(), findings.end(), [](const LintView &one) { return one.finding.isError; });
}

int finishLint(const Console &console, const std::string &file, const model::EmailTemplate &email, const std::vector<LintView> &findings, const ContentOptions &options, std::size_t fixed) {
    const bool failed = tell(console, file, findings);
    if (console.json) {
        Json list = Json::array();
        for (const LintView &one : findings)
            list.push_back(lintJson(one));
        console.document(list);
    }
    if (options.fix)
        console.say(grouped(static_cast<std::int64_t>(fixed)) + (fixed == 1 ? " place mended" : " places mended"));
    if (findings.empty())
        console.say("Nothing found; " + grouped(static_cast<std::int64_t>(TemplateService::checkIds(email).size())) + " checks passed.");
    return failed ? kFailed : kDone;
}

Result<int> lintFile(const Console &console, const ContentOptions &options) {
    if (options.fix && options.what == "-")
        return Error(ErrorKind::Invalid, "cli.fix_needs_file");
    std::shared_ptr<Session> session;
    if (!console.workspacePath.empty()) {
        TRY_ASSIGN(session, console.session());
    }
    model::EmailTemplate email;
    TRY_ASSIGN(email.html, readText(options.what, kMostTemplateFile));
    if (const auto read = readTemplateFile(session.get(), email.html, options.what, {}, {}); !read || read->format != TemplateFormat::Html) {
        if (!read)
            return read.error();
        return finishLint(console, options.what, read->email, read->findings, options, 0);
    }
    std::size_t fixed = 0;
    if (options.fix) {
        const std::string mended = mendedHtml(email.html, fixed);
        if (mended != email.html)
            TRY(writeText(console, options.what, mended));
        email.html = mended;
    }
    return finishLint(console, options.what, email, lintTemplate(session.get(), email, true), options, fixed);
}

Result<int> lintSaved(const Console &console, Session &session, const ContentOptions &options) {
    TemplateService templates(session);
    TRY_ASSIGN(TemplateView view, byIdOrName<TemplateView>(templates, options.what));
    std::size_t fixed = 0;
    if (options.fix && !view.email.blocks) {
        std::string mended = mendedHtml(view.email.html, fixed);
        if (mended != view.email.html) {
            view.email.html = std::move(mended);
            TRY_ASSIGN(view, templates.save(view));
        }
    }
    return finishLint(console, view.email.name, view.email, lintTemplate(&session, view.email), options, fixed);
}

int lint(const Console &console, const ContentOptions &options) {
    if (isFile(options.what) || options.what == "-") {
        const auto code = lintFile(console, options);
        return code ? *code : console.fail(code.error());
    }
    if (console.workspacePath.empty())
        return console.fail(Error(ErrorKind::NotFound, "cli.template_file_or_name").with("name", options.what));
    return withSession(console, [&](Session &session) { return lintSaved(console, session, options); });
}

// HTML takes the place of the HTML before, whose text and preheader go; a whole template that of everything but the name.
Result<TemplateView> importedOver(TemplateView value, const TemplateImport &read, const ContentOptions &options) {
    const model::EmailTemplate before = value.email;
    if (read.format == TemplateFormat::Json) {
        value.email = read.email;
    } else {
        value.email.html = read.email.html;
        value.email.blocks = read.email.blocks;
        value.email.text.clear();
        value.email.preheader = read.email.preheader;
    }
    value.email.name = read.email.name;
    if (before.subject.empty() || !options.subject.empty())
        value.email.subject = read.email.subject;
    return value;
}

struct ImportedFile {
    TemplateImport read;
    TakenPictures pictures;
};

// HTML in the place of blocks, or blocks in that of HTML, is what hardly anybody means who imports a file.
Result<void> checkKind(const TemplateView &before, const TemplateImport &read, const ContentOptions &options) {
    const bool isOther = before.email.blocks.has_value() != read.email.blocks.has_value() && (before.email.blocks || !before.email.html.empty());
    if (before.id.value == 0 || !isOther || options.replaces)
        return {};
    return Error(ErrorKind::Refused, before.email.blocks ? "template.is_blocks_already" : "template.is_html_already").with("name", before.email.name);
}

// Its name where it has none of its own: that of the file, or of the folder that it is the index of.
void nameBy(TemplateImport &read, const std::string &path, const ContentOptions &options) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    if (!options.name.empty() || (!read.email.name.empty() && read.format == TemplateFormat::Json))
        return;
    const bool isIndex = fs::is_directory(options.what, ignored) && fs::path(path).stem() == "index";
    read.email.name = isIndex ? fs::weakly_canonical(options.what, ignored).filename().string() : fs::path(path).stem().string();
}

// What cannot be read, or is not to be replaced, leaves no picture in the library.
Result<ImportedFile> readWithPictures(Session &session, const std::string &path, const std::string &root, const ContentOptions &options) {
    ImportedFile file;
    TRY_ASSIGN(const std::string text, readText(path, kMostTemplateFile));
    const auto read = [&](const std::string &source) -> Result<void> {
        TRY_ASSIGN(file.read, readTemplateFile(&session, source, path, options.name, options.subject));
        nameBy(file.read, path, options);
        return {};
    };
    TRY(read(text));
    TRY_ASSIGN(const TemplateView before, TemplateService(session).forName(file.read.email.name));
    TRY(checkKind(before, file.read, options));
    if (path == "-" || (file.read.format != TemplateFormat::Html && file.read.format != TemplateFormat::Mjml))
        return file;
    TRY_ASSIGN(file.pictures, takePicturesBeside(session, text, path, root, &ui::pictureCodec()));
    if (file.pictures.text != text)
        TRY(read(file.pictures.text));
    return file;
}

void tellPictures(const Console &console, const TakenPictures &pictures) {
    for (const AssetView &one : pictures.taken)
        console.say("picture     " + one.name + "\t" + one.reference());
    for (const Error &one : pictures.left)
        Console::note(sentenceOf(one.id, one.args));
}

Json picturesJson(const TakenPictures &pictures) {
    Json taken = Json::array();
    for (const AssetView &one : pictures.taken)
        taken.push_back(Json{{"name", one.name}, {"reference", one.reference()}});
    return taken;
}

Result<int> import(const Console &console, Session &session, const ContentOptions &options) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    const bool isFolder = fs::is_directory(options.what, ignored);
    std::string path = options.what;
    if (isFolder) {
        TRY_ASSIGN(path, emailFileIn(options.what));
    }
    TRY_ASSIGN(ImportedFile file, readWithPictures(session, path, isFolder ? options.what : fs::absolute(path, ignored).parent_path().string(), options));
    const TemplateImport &read = file.read;
    TemplateService templates(session);
    TRY_ASSIGN(const TemplateView before, templates.forName(read.email.name));
    const bool hadWords = read.format != TemplateFormat::Json && (!before.email.text.empty() || !before.email.preheader.empty());
    TRY_ASSIGN(const TemplateView value, importedOver(before, read, options));
    TRY_ASSIGN(const TemplateView saved, templates.save(value));
    const std::int64_t replaced = before.id.value == 0 || saved.revision == before.revision ? 0 : before.revision;
    if (console.json) {
        Json variables = Json::array(), findings = Json::array();
        for (const email::TemplateVariable &one : read.marks.variables)
            variables.push_back(Json{{"name", one.name}, {"use", std::string(email::toText(one.use))}, {"count", one.count}});
        for (const LintView &one : read.findings)
            findings.push_back(lintJson(one));
        console.document(Json{{"id", saved.id.value},
                              {"name", saved.email.name},
                              {"revision", saved.revision},
                              {"format", std::string(toText(read.format))},
                              {"cleared", hadWords},
                              {"replaced", replaced},
                              {"subject", saved.email.subject},
                              {"dialect", std::string(email::toText(read.marks.dialect))},
                              {"variables", variables},
                              {"pictures", picturesJson(file.pictures)},
                              {"findings", findings}});
        tellPictures(console, file.pictures);
        return kDone;
    }
    console.say("Template " + std::to_string(saved.id.value) + " \"" + saved.email.name + "\" saved.");
    if (replaced > 0)
        console.say("It replaced the earlier version " + std::to_string(replaced) + " of \"" + saved.email.name + "\"; `template restore \"" + saved.email.name + "\" " +
                    std::to_string(replaced) + "` brings it back.");
    if (hadWords)
        console.say("The text and the preheader of the template before were taken out; the text is made from the HTML now.");
    console.say("read as     " + std::string(toText(read.format)));
    console.say("written in  " + std::string(email::toText(read.marks.dialect)));
    for (const email::TemplateVariable &one : read.marks.variables)
        console.say("variable    " + one.name + (one.use == email::TemplateVariable::Use::Value ? "" : " (" + std::string(email::toText(one.use)) + ")"));
    tellPictures(console, file.pictures);
    tell(console, path, read.findings);
    return kDone;
}

TemplateFormat formatOf(const std::string &name) {
    for (const TemplateFormat format : {TemplateFormat::Text, TemplateFormat::Json, TemplateFormat::Mjml, TemplateFormat::Blocks})
        if (toText(format) == name)
            return format;
    return TemplateFormat::Html;
}

Result<std::string> exported(const Console &console, Session &session, const TemplateView &view, const ContentOptions &options) {
    const TemplateFormat format = formatOf(options.format);
    if (format != TemplateFormat::Mjml)
        return writtenTemplate(view.email, format, options.inlined);
    TRY_ASSIGN(const blocks::MjmlExport made, templateMjml(session, view.email));
    if (!console.quiet)
        for (const model::Finding &finding : made.findings)
            Console::note(sentenceOf(finding.id, finding.args));
    return made.mjml;
}

// The pictures before the text that names them.
Result<int> exportFile(const Console &console, Session &session, const std::string &text, const ContentOptions &options) {
    const std::filesystem::path out(options.out);
    const bool isShown = options.format == "html" || options.format == "mjml";
    const std::string folder = out.stem().string() + "-pictures";
    TextWithPictures written{text, {}, 0};
    if (isShown) {
        TRY_ASSIGN(written, withPicturesBeside(session, text, folder));
    }
    Json facts{{"path", options.out}, {"bytes", written.text.size()}, {"pictures", written.files.size()}};
    const std::string place = (out.parent_path() / folder).string();
    if (!written.files.empty()) {
        TRY(writePictures(place, written.files));
        facts["folder"] = place;
    }
    TRY(writeText(console, options.out, written.text));
    if (written.gone > 0)
        Console::note(grouped(static_cast<std::int64_t>(written.gone)) + (written.gone == 1 ? " picture is" : " pictures are") +
                      " not in the library any more, so the file names what is not there; choose others in their place.");
    const auto count = static_cast<std::int64_t>(written.files.size());
    return console.done(options.out + " written" + (count == 0 ? "." : ", with " + grouped(count) + (count == 1 ? " picture in " : " pictures in ") + place + "."), facts);
}

Result<int> exportTemplate(const Console &console, Session &session, const ContentOptions &options) {
    TemplateService templates(session);
    TRY_ASSIGN(const TemplateView view, byIdOrName<TemplateView>(templates, options.what));
    TRY_ASSIGN(const std::string text, exported(console, session, view, options));
    const bool isShown = options.format == "html" || options.format == "mjml";
    if (const std::size_t count = options.format == "text" ? 0 : libraryPicturesIn(isShown ? text : view.email.html);
        count > 0 && (options.out.empty() || !isShown) && !console.quiet)
        Console::note(grouped(static_cast<std::int64_t>(count)) + (count == 1 ? " picture stays" : " pictures stay") + " in the workspace and " +
                      (count == 1 ? "is" : "are") + " named asset:..., which nothing else can show; " +
                      (isShown ? "--out FILE writes them beside it." : "\"audiencectl asset export FOLDER\" writes them."));
    if (!options.out.empty())
        return exportFile(console, session, text, options);
    if (console.json) {
        console.document(Json{{"format", options.format}, {"output", text}});
        return kDone;
    }
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (std::fflush(stdout) != 0)
        return Error(ErrorKind::Io, "cli.output_failed");
    return kDone;
}

} // namespace

void addContentCommands(CLI::App &noun, Console &console) {
    const auto options = std::make_shared<ContentOptions>();
    CLI::App *linting = console.add(noun, "lint", "What is wrong with a saved template or an HTML file", true, [&console, options] { return lint(console, *options); });
    linting->add_option("WHAT", options->what, "Id or name of a template, or a file with HTML, MJML or JSON")->required();
    linting->add_flag("--fix", options->fix, "Mend what can be mended beyond doubt, and save it");
    CLI::App *importing = console.add(noun, "import", "Save a file as a template: HTML byte for byte, MJML and JSON as blocks; and tell what it is written in", true, [&console, options] {
        return withSession(console, [&](Session &session) { return import(console, session, *options); });
    });
    importing->add_option("FILE", options->what, "The file, or a folder with it; pictures beside it come into the library")->required();
    importing->add_option("--name", options->name, "Its name; else that of the file");
    importing->add_option("--subject", options->subject, "Its subject; else the title of the HTML");
    importing->add_flag("--replace", options->replaces, "Also HTML in the place of blocks, or blocks in that of HTML");
    CLI::App *exporting = console.add(noun, "export", "A saved template as a file; prints it and nothing else", true, [&console, options] {
        return withSession(console, [&](Session &session) { return exportTemplate(console, session, *options); });
    });
    exporting->add_option("NAME", options->what, "Id or name")->required();
    exporting->add_option("--format", options->format)->check(CLI::IsMember({"html", "text", "json", "mjml", "blocks"}))->capture_default_str();
    exporting->add_flag("--inline", options->inlined, "With its style sheets in the elements");
    exporting->add_option("--out", options->out, "The file to write; pictures of HTML and MJML into a folder FILE-pictures beside it");
}

} // namespace audience::cli
