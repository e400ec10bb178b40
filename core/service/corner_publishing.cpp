// What stands in the public corner: pages, images, copies of emails; and whether it can be reached.
#include "aws/s3.h"
#include "delivery/corner_inbox.h"
#include "service/corner_files.h"
#include "service/corner_parts.h"
#include "service/session.h"
#include "workspace/consent_repository.h"

#include <array>

namespace audience::service {

namespace {

constexpr std::string_view kForever = "public, max-age=31536000, immutable";
constexpr std::string_view kShort = "public, max-age=300";

std::string typeOf(std::string_view name) {
    const auto endsWith = [&](std::string_view end) { return name.size() > end.size() && name.substr(name.size() - end.size()) == end; };
    return endsWith(".html") ? "text/html; charset=utf-8" : endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
}

// Nobody is to find it, and nothing in it may run.
std::string publicCopy(const std::string &html) {
    constexpr std::string_view kHead = "<meta name=\"robots\" content=\"noindex, nofollow\"><meta name=\"referrer\" content=\"no-referrer\">"
                                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src https: http: data:; "
                                       "style-src 'unsafe-inline' https:; font-src https:; form-action 'none'; base-uri 'none'\">";
    const std::size_t head = html.find("<head"), end = head == std::string::npos ? head : html.find('>', head);
    if (end == std::string::npos)
        return std::string("<!doctype html><head><meta charset=\"utf-8\">").append(kHead) + "</head>" + html;
    return html.substr(0, end + 1).append(kHead) + html.substr(end + 1);
}

CornerCheck checkOf(const char *id, const Result<net::HttpResponse> &answer, int wanted) {
    const int status = answer ? answer->status : 0;
    return {id, status == wanted, answer ? std::to_string(status) : answer.error().id};
}

} // namespace

Result<void> publishTopics(Session &session, const CornerRecord &record, bool always, const CancelToken &cancel) {
    constexpr std::string_view kPublished = "corner_topics";
    TRY_ASSIGN(const auto topics, workspace::ConsentRepository(session.workspace()).topics());
    Json list = Json::array();
    for (const workspace::Topic &topic : topics)
        if (topic.kind != workspace::TopicKind::Required)
            list.push_back(Json{{"key", topic.key}, {"name", topic.name}});
    const std::string text = dumpJson(Json{{"version", 1}, {"topics", list}});
    const Json mark = toHex(sha256(record.output("BucketName") + text));
    TRY_ASSIGN(const Json published, session.workspace().setting(kPublished));
    if (!always && published == mark)
        return {};
    TRY_ASSIGN(const CornerClient amazon, cornerClient(session, record));
    TRY(aws::Bucket(*amazon.client, record.output("BucketName")).put({"p/topics.json", text, "application/json", std::string(kShort), false}, cancel));
    return session.workspace().keepFigures(kPublished, mark);
}

Result<void> CornerService::publishPages(const CancelToken &cancel) {
    TRY_ASSIGN(const CornerRecord record, requireCorner(m_session));
    TRY_ASSIGN(const CornerClient amazon, cornerClient(m_session, record));
    aws::Bucket bucket(*amazon.client, record.output("BucketName"));
    for (const CornerFile &file : cornerFiles()) {
        if (file.name == "template.json" || file.name.substr(0, 8) == "confirm.")
            continue; // for Amazon, and for emails
        TRY(bucket.put({"p/" + std::string(file.name), std::string(file.text), typeOf(file.name), std::string(kShort), false}, cancel));
    }
    return publishTopics(m_session, record, true, cancel);
}

Result<std::string> CornerService::publishImage(std::string_view bytes, const CancelToken &cancel) {
    TRY_ASSIGN(const CornerRecord record, requireCorner(m_session));
    const auto name = aws::imageName(bytes);
    if (!name)
        return Error(ErrorKind::Invalid, "corner.no_image");
    TRY_ASSIGN(const CornerClient amazon, cornerClient(m_session, record));
    TRY(aws::Bucket(*amazon.client, record.output("BucketName")).put({name->key, std::string(bytes), name->contentType, std::string(kForever), true}, cancel));
    return record.output("BaseUrl") + '/' + name->key;
}

Result<std::string> CornerService::publishCopy(RunId run, const std::string &html, const CancelToken &cancel) {
    TRY_ASSIGN(const CornerRecord record, requireCorner(m_session));
    std::string name;
    {
        TRY_ASSIGN(const auto reader, m_session.workspace().reader());
        TRY_ASSIGN(auto row, reader->prepare("SELECT name FROM corner_copy WHERE run = ?"));
        row.bind(1, run.value);
        TRY_ASSIGN(const bool found, row.step());
        if (found)
            return record.output("BaseUrl") + "/v/" + std::string(row.text(0)) + ".html";
    }
    const std::array<std::uint64_t, 2> random{m_session.workspace().rng().next(), m_session.workspace().rng().next()};
    name = toHex(std::string_view(reinterpret_cast<const char *>(random.data()), sizeof random));
    TRY_ASSIGN(const CornerClient amazon, cornerClient(m_session, record));
    TRY(aws::Bucket(*amazon.client, record.output("BucketName"))
            .put({"v/" + name + ".html", publicCopy(html), "text/html; charset=utf-8", std::string(kShort), false}, cancel));
    const auto keep = [&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(auto insert, connection.prepare("INSERT INTO corner_copy (run, name, published_at) VALUES (?, ?, ?)"));
        insert.bind(1, run.value).bind(2, name).bind(3, m_session.workspace().clock().now().micros);
        return insert.run();
    };
    TRY(m_session.workspace().write(keep));
    return record.output("BaseUrl") + "/v/" + name + ".html";
}

Result<std::vector<CornerCheck>> CornerService::test(const CancelToken &cancel) {
    TRY_ASSIGN(const CornerRecord record, requireCorner(m_session));
    TRY_ASSIGN(const CornerClient amazon, cornerClient(m_session, record));
    std::vector<CornerCheck> checks;
    const auto ask = [&](const char *method, const std::string &url, const std::string &body) {
        net::HttpRequest request;
        request.method = method;
        request.url = url;
        if (!body.empty())
            net::setHeader(request.headers, "Content-Type", "application/x-www-form-urlencoded");
        request.body = body;
        return amazon.http->send(request, cancel);
    };
    const std::string base = record.output("BaseUrl"), nonce = makeUuid(m_session.workspace().rng());
    checks.push_back(checkOf("page", ask("HEAD", base + "/p/act.html", {}), 200));
    checks.push_back(checkOf("post", ask("POST", base + "/x/u/selftest", "selftest=" + nonce), 200));
    CornerCheck inbox{"inbox", false, {}};
    for (int tries = 0; tries < 10 && checks.back().isPassed && !inbox.isPassed; ++tries) {
        TRY_ASSIGN(const delivery::CornerReport report, readInbox(cancel));
        for (const std::string &one : report.selftests)
            inbox.isPassed = inbox.isPassed || one == nonce;
    }
    inbox.detail = inbox.isPassed ? "arrived" : "nothing arrived";
    checks.push_back(inbox);
    checks.push_back(checkOf("private", ask("GET", aws::Bucket(*amazon.client, record.output("BucketName")).url("p/act.html"), {}), 403));
    return checks;
}

} // namespace audience::service
