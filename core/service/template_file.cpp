#include "service/template_file.h"

#include "liquid/json_source.h"
#include "liquid/liquid.h"
#include "qbase/time_zone.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace audience::service {

namespace fs = std::filesystem;

namespace {

// Reads snippets from one folder; a name that leads out of it does not exist.
class FolderSnippets final : public liquid::SnippetLoader {
public:
    explicit FolderSnippets(const std::string &directory) {
        std::error_code failed;
        if (!directory.empty())
            m_root = fs::weakly_canonical(fs::path(directory), failed);
    }

    std::optional<std::string> load(const std::string &name) const override {
        if (m_root.empty() || name.empty())
            return std::nullopt;
        for (const std::string &candidate : {name, name + ".liquid"}) {
            std::error_code failed;
            const fs::path path = fs::weakly_canonical(m_root / candidate, failed);
            if (failed || !isInside(path) || !fs::is_regular_file(path, failed))
                continue;
            std::ifstream file(path, std::ios::binary);
            std::ostringstream text;
            text << file.rdbuf();
            return text.str();
        }
        return std::nullopt;
    }

    std::vector<std::string> names() const override {
        std::vector<std::string> names;
        std::error_code failed;
        if (m_root.empty())
            return names;
        for (const auto &entry : fs::recursive_directory_iterator(m_root, fs::directory_options::skip_permission_denied, failed))
            if (entry.is_regular_file(failed)) {
                std::string name = entry.path().lexically_relative(m_root).generic_string();
                if (name.size() > 7 && name.compare(name.size() - 7, 7, ".liquid") == 0)
                    name.resize(name.size() - 7);
                names.push_back(std::move(name));
            }
        std::sort(names.begin(), names.end());
        return names;
    }

private:
    bool isInside(const fs::path &path) const {
        const auto mismatch = std::mismatch(m_root.begin(), m_root.end(), path.begin(), path.end());
        return mismatch.first == m_root.end();
    }
    fs::path m_root;
};

FindingView viewOf(const liquid::Finding &finding) {
    return {finding.id, finding.args, finding.snippet, finding.line, finding.column, finding.severity == liquid::Severity::Error};
}

int numberArg(const Error &error, std::string_view name) {
    const std::string text(error.arg(name));
    return text.empty() ? 0 : std::atoi(text.c_str());
}

} // namespace

Result<RenderedText> renderTemplateText(const std::string &source, const std::string &jsonData, const RenderFileOptions &options) {
    TRY_ASSIGN(const Json data, parseJson(jsonData));
    if (!data.is_object())
        return Error(ErrorKind::Invalid, "json.not_an_object");
    if (!isKnownZone(options.zone))
        return Error(ErrorKind::Invalid, "zone.unknown").with("zone", options.zone);
    const FolderSnippets snippets(options.snippetDirectory);
    const liquid::Parsed parsed = liquid::parse(source, {options.strict ? liquid::ErrorMode::Strict : liquid::ErrorMode::Lax, &snippets});
    RenderedText result;
    if (!parsed.program) {
        result.findings.push_back(viewOf(parsed.findings.back()));
        return result;
    }
    liquid::RenderOptions render;
    render.escape = options.escapeHtml ? liquid::Escape::Html : liquid::Escape::None;
    render.missing = options.missingIsError ? liquid::Missing::Error : liquid::Missing::Empty;
    render.stopAtError = options.strict;
    render.now = SystemClock().now();
    render.zone = [&](Instant at) { return liquid::Zone{offsetSecondsAt(at, options.zone), abbreviationAt(at, options.zone)}; };
    render.clock = [] { return SystemClock().steady(); };
    std::string output;
    std::vector<liquid::Finding> inOutput;
    const auto done = parsed.program->render(liquid::JsonSource(data), render, output, &inOutput);
    for (const liquid::Finding &finding : inOutput)
        result.findings.push_back(viewOf(finding));
    if (!done) {
        const Error &error = done.error();
        for (const liquid::Finding &finding : parsed.findings) // what is wrong inside the snippet
            if (error.id == "liquid.snippet_broken" && finding.snippet == error.arg("name"))
                result.findings.push_back(viewOf(finding));
        result.findings.push_back({error.id, error.args, std::string(error.arg("snippet")), numberArg(error, "line"), numberArg(error, "column"), true});
        return result;
    }
    result.output = std::move(output);
    return result;
}

TemplateCheck checkTemplateText(const std::string &source, const std::string &snippetDirectory) {
    const FolderSnippets snippets(snippetDirectory);
    const liquid::Parsed parsed = liquid::parse(source, {liquid::ErrorMode::Strict, &snippets});
    TemplateCheck check;
    for (const liquid::Finding &finding : parsed.findings)
        check.findings.push_back(viewOf(finding));
    if (parsed.program) {
        check.fields = parsed.program->usedFields();
        check.filters = parsed.program->usedFilters();
    }
    return check;
}

} // namespace audience::service
