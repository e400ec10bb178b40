#include "movein/survey_files.h"

#include "base/text.h"
#include "movein/record_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace audience::movein {

namespace {

constexpr int kSure = 10;          // the score of one mark
constexpr int kMostOfTemplates = 30; // emails alone weigh no more than a file of people with three marks
constexpr std::size_t kMaxNamed = 50;
constexpr std::size_t kMarkBytes = std::size_t{4} << 20;

std::string endingOf(std::string_view name) {
    const std::size_t slash = name.find_last_of('/'), dot = name.find_last_of('.');
    return dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash) ? std::string() : toLowerAscii(name.substr(dot + 1));
}
bool isOneOf(std::string_view text, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), text) != list.end(); }
bool isHtml(std::string_view ending) { return isOneOf(ending, {"html", "htm", "liquid"}); }
bool isTable(std::string_view ending) { return isOneOf(ending, {"csv", "tsv", "txt", "json", "jsonl", "ndjson", "tab", "xlsx", "avro", ""}); }

struct Candidate {
    SurveyedFile file;
    std::vector<Fit> fits;
    bool isTemplate = false, isText = false; // isText: the plain text of an HTML file beside it
    std::vector<std::string> columns;
    std::string trouble; // id of the error that ended the look, with its args
    std::vector<std::pair<std::string, std::string>> troubleArgs = {};
};

class Sorter {
public:
    Sorter(const ExportFiles &files, std::optional<Tool> only, const CancelToken &cancel) : m_files(files), m_only(only), m_cancel(cancel) {}

    Result<SortedFiles> run() {
        for (std::size_t place = 0; place < m_files.files().size(); ++place) {
            TRY(m_cancel.check());
            TRY(look(place));
        }
        TRY(choose());
        for (Candidate &one : m_all)
            settle(one);
        if (m_more > 0)
            m_sorted.findings.push_back({"movein.files_unknown", {}, m_more, {}, 0});
        return std::move(m_sorted);
    }

private:
    Result<void> look(std::size_t place) {
        const ExportFile &file = m_files.files()[place];
        Candidate one;
        one.file.name = file.name;
        one.file.place = place;
        if (file.trouble) {
            spoil(one, *file.trouble);
            m_all.push_back(std::move(one));
            return {};
        }
        const std::string ending = endingOf(file.name);
        if (isHtml(ending)) {
            one.isTemplate = true;
            TRY(countMarks(file.path));
        } else if (ending == "txt" && hasHtmlBeside(file.name)) {
            one.isText = true;
        } else if (isTable(ending)) {
            TRY(lookAtTable(file, one));
        } else {
            one.trouble = isOneOf(ending, {"gz", "parquet", "xls", "zip", "rar", "7z"}) ? "movein.file_format" : "movein.file_unknown";
        }
        m_all.push_back(std::move(one));
        return {};
    }

    Result<void> lookAtTable(const ExportFile &file, Candidate &one) {
        auto reader = RecordReader::open(file.path, m_cancel);
        if (!reader)
            return spoiled(one, reader.error());
        std::vector<std::string> values;
        for (int i = 0; i < 20; ++i) { // columns of JSON come with the records
            auto more = reader->next(values);
            if (!more)
                return spoiled(one, more.error());
            if (!*more)
                break;
        }
        one.columns = reader->columns();
        one.fits = fitsOf(file.name, one.columns, {});
        one.isTemplate = one.fits.empty() && isTemplateTable(one.columns);
        if (one.isTemplate)
            TRY(countMarks(file.path));
        return {};
    }
    static void spoil(Candidate &one, const Error &error) {
        one.trouble = error.id;
        one.troubleArgs = error.args;
    }
    static Result<void> spoiled(Candidate &one, const Error &error) {
        if (error.kind == ErrorKind::Cancelled)
            return error;
        spoil(one, error);
        return {};
    }

    bool hasHtmlBeside(const std::string &name) const {
        const std::string stem = name.substr(0, name.find_last_of('.'));
        return std::any_of(m_files.files().begin(), m_files.files().end(), [&](const ExportFile &one) { return one.name == stem + ".html" || one.name == stem + ".htm"; });
    }

    Result<void> countMarks(const std::string &path) {
        const auto text = readWholeText(path, kMarkBytes);
        if (!text)
            return {}; // told when it is read
        const DialectMarks marks = dialectMarks(*text);
        for (std::size_t i = 0; i < m_marks.size(); ++i)
            m_marks[i] += std::max(marks.of[i], 0);
        return {};
    }

    Result<void> choose() {
        std::array<int, 4> votes{};
        for (const Candidate &one : m_all)
            if (!one.fits.empty() && (one.fits.size() == 1 || one.fits[0].score > one.fits[1].score))
                votes[static_cast<std::size_t>(one.fits[0].recipe->tool)] += std::max(one.fits[0].score, 1);
        for (std::size_t i = 0; i < votes.size(); ++i)
            votes[i] += std::min(m_marks[i] * 3, kMostOfTemplates);
        const auto best = static_cast<std::size_t>(std::max_element(votes.begin(), votes.end()) - votes.begin());
        const bool isAny = votes[best] > 0;
        if (m_only) {
            m_sorted.tool = *m_only;
            const auto any = [&](auto test) { return std::any_of(m_all.begin(), m_all.end(), test); };
            if (any([&](const Candidate &one) { return fitOf(one) != nullptr; }))
                return {};
            // Emails alone may be anybody's; people of another tool say whose the export is.
            if (isAny && any([](const Candidate &one) { return !one.fits.empty(); }))
                return Error(ErrorKind::Invalid, "movein.other_tool").with("tool", nameOf(*m_only)).with("found", nameOf(kTools[best]));
            if (!any([](const Candidate &one) { return one.isTemplate; }))
                return Error(ErrorKind::Invalid, "movein.nothing_found").with("path", m_files.label());
            return {};
        }
        if (!isAny)
            return Error(ErrorKind::Invalid, "movein.nothing_found").with("path", m_files.label());
        m_sorted.tool = kTools[best];
        std::set<std::string> others;
        for (const Candidate &one : m_all)
            if (!one.fits.empty() && one.fits[0].score >= 2 * kSure && fitOf(one) == nullptr)
                others.insert(std::string(nameOf(one.fits[0].recipe->tool)));
        if (others.empty())
            return {};
        std::string names(nameOf(m_sorted.tool));
        for (const std::string &other : others)
            names += ", " + other;
        return Error(ErrorKind::Invalid, "movein.mixed_tools").with("tools", names);
    }

    const Recipe *fitOf(const Candidate &one) const {
        for (const Fit &fit : one.fits)
            if (fit.recipe->tool == m_sorted.tool)
                return fit.recipe;
        return nullptr;
    }

    void settle(Candidate &one) {
        if (one.isText)
            return;
        if (one.isTemplate) {
            one.file.kind = FileKind::Template;
        } else if (const Recipe *recipe = fitOf(one)) {
            one.file.recipe = recipe;
            one.file.kind = recipe->kind;
            if (recipe->kind == FileKind::History && !HistoryColumns(*recipe, one.file.name, one.columns).isUsable()) {
                one.file.kind = FileKind::Known;
                note("movein.history_without_times", one);
            } else if (recipe->kind == FileKind::Known) {
                note("movein.file_known", one);
            } else if (recipe->id == "mailchimp.unnamed") {
                note("movein.unnamed_list", one);
            }
        } else if (!one.trouble.empty()) {
            note(one.trouble, one);
        } else {
            note(one.fits.empty() ? "movein.file_unknown" : "movein.file_other_tool", one);
        }
        m_sorted.files.push_back(std::move(one.file));
    }

    // An export may have thousands of files of one kind: those with the same columns, else the same ending, are told once.
    bool isTold(const std::string &id, const Candidate &one) {
        std::string kind = id;
        for (const std::string &column : one.columns)
            kind += '\n' + column;
        if (one.columns.empty())
            kind += '\t' + endingOf(one.file.name);
        const auto [at, isNew] = m_told.emplace(std::move(kind), m_sorted.findings.size());
        if (isNew || at->second >= m_sorted.findings.size())
            return false;
        Finding &told = m_sorted.findings[at->second];
        if (++told.count == 2) {
            told.id += "_many";
            told.args.emplace_back("count", "");
        }
        told.args.back().second = std::to_string(told.count);
        return true;
    }

    void note(const std::string &id, const Candidate &one) {
        const bool isOfKind = isOneOf(id, {"movein.file_unknown", "movein.file_known", "movein.file_other_tool", "movein.file_format", "movein.history_without_times"});
        if (isOfKind && isTold(id, one))
            return;
        if (m_sorted.findings.size() >= kMaxNamed) {
            ++m_more;
            return;
        }
        Finding finding{id, {{"file", one.file.name}, {"path", one.file.name}}, 1, one.file.name, 0};
        if (id == one.trouble)
            for (const auto &[name, value] : one.troubleArgs)
                if (name != "file" && name != "path") // where it lies while it is unpacked is nobody's business
                    finding.args.emplace_back(name, value);
        m_sorted.findings.push_back(std::move(finding));
    }

    const ExportFiles &m_files;
    const std::optional<Tool> m_only;
    const CancelToken &m_cancel;
    std::vector<Candidate> m_all;
    std::array<int, 4> m_marks{};
    std::map<std::string, std::size_t> m_told; // findings by the kind of their files
    SortedFiles m_sorted;
    std::int64_t m_more = 0;
};

const Names kNameColumns{"template_name", "name", "attributes_name", "title", "campaign_name"};
const Names kSubjectColumns{"subject", "attributes_subject", "subject_line", "email_subject"};
const Names kPreheaderColumns{"preheader", "preheader_text", "preview_text"};
const Names kHtmlColumns{"html", "body", "attributes_html", "html_content", "email_body", "body_html"};
const Names kTextColumns{"plaintext_body", "text", "attributes_text", "body_plain", "plain_text"};

std::string cell(const std::vector<std::string> &columns, const std::vector<std::string> &values, const Names &names) {
    for (const std::string_view name : names)
        for (std::size_t i = 0; i < columns.size() && i < values.size(); ++i)
            if (columns[i] == name && !trimmed(values[i]).empty())
                return values[i];
    return {};
}

std::string stemOf(std::string_view name) {
    const std::string_view last = name.substr(name.find_last_of('/') + 1);
    return std::string(last.substr(0, last.find_last_of('.')));
}

std::string titleOf(std::string_view html) {
    const std::string folded = toLowerAscii(html.substr(0, 64 * 1024));
    const std::size_t open = folded.find("<title"), begin = folded.find('>', open), end = folded.find("</title", begin);
    if (open == std::string::npos || begin == std::string::npos || end == std::string::npos || end - begin > 500)
        return {};
    std::string title(trimmed(html.substr(begin + 1, end - begin - 1)));
    std::replace(title.begin(), title.end(), '\n', ' ');
    std::replace(title.begin(), title.end(), '\r', ' ');
    return title;
}

class TemplateReader {
public:
    explicit TemplateReader(Tool tool) : m_tool(tool) {}

    FoundTemplate translated(FoundTemplate found) {
        for (std::string *part : {&found.html, &found.text, &found.subject, &found.preheader}) {
            Translation done = translateTemplate(m_tool, *part);
            *part = std::move(done.text);
            found.translated += done.translated;
            for (Finding &one : done.findings) {
                one.file = found.file;
                one.args.emplace_back("name", found.name);
                found.findings.push_back(std::move(one));
            }
        }
        for (std::string *line : {&found.subject, &found.preheader})
            for (const char c : {'\r', '\n'})
                std::replace(line->begin(), line->end(), c, ' ');
        return found;
    }

private:
    Tool m_tool;
};

} // namespace

bool isTemplateTable(const std::vector<std::string> &columns) {
    const auto has = [&](const Names &names) { return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return std::find(columns.begin(), columns.end(), name) != columns.end(); }); };
    return has(kHtmlColumns) && has(kNameColumns);
}

Result<SortedFiles> sortFiles(const ExportFiles &files, std::optional<Tool> only, const CancelToken &cancel) { return Sorter(files, only, cancel).run(); }

Result<std::vector<FoundTemplate>> readTemplates(const ExportFiles &files, const SurveyedFile &file, Tool tool, const CancelToken &cancel) {
    const ExportFile &source = files.files()[file.place];
    TemplateReader reader(tool);
    std::vector<FoundTemplate> found;
    if (isHtml(endingOf(source.name))) {
        FoundTemplate one;
        one.file = source.name;
        one.name = stemOf(source.name);
        TRY_ASSIGN(one.html, readWholeText(source.path, kMaxTemplateBytes));
        one.subject = titleOf(one.html);
        if (one.subject.empty() || one.subject.find_first_of("*{") != std::string::npos)
            one.subject = one.name;
        const std::string stem = source.name.substr(0, source.name.find_last_of('.'));
        for (const ExportFile &beside : files.files())
            if (beside.name == stem + ".txt") {
                TRY_ASSIGN(one.text, readWholeText(beside.path, kMaxTemplateBytes));
            }
        found.push_back(reader.translated(std::move(one)));
        return found;
    }
    TRY_ASSIGN(RecordReader records, RecordReader::open(source.path, cancel));
    std::vector<std::string> values;
    for (;;) {
        TRY_ASSIGN(const bool more, records.next(values));
        if (!more)
            return found;
        FoundTemplate one;
        one.file = source.name;
        one.html = cell(records.columns(), values, kHtmlColumns);
        if (one.html.empty())
            continue;
        one.name = cell(records.columns(), values, kNameColumns);
        if (one.name.empty())
            one.name = stemOf(source.name) + ' ' + std::to_string(records.record());
        one.subject = cell(records.columns(), values, kSubjectColumns);
        if (one.subject.empty())
            one.subject = one.name;
        one.preheader = cell(records.columns(), values, kPreheaderColumns);
        one.text = cell(records.columns(), values, kTextColumns);
        found.push_back(reader.translated(std::move(one)));
    }
}

} // namespace audience::movein
