#include "quality/yaml.h"

#include <optional>

#ifdef AUDIENCE_YAML
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <istream>
#include <map>
#include <streambuf>
#endif

namespace audience::quality {

#ifdef AUDIENCE_YAML
namespace {

Error unreadable(int line, std::string_view reason) {
    return Error(ErrorKind::Invalid, "quality.yaml").with("line", std::to_string(line + 1)).with("reason", reason);
}

// Builds one value from what the parser tells; after a fault the rest is ignored.
class Builder final : public YAML::EventHandler {
public:
    explicit Builder(const YamlLimits &limits) : m_limits(limits) {}

    void OnDocumentStart(const YAML::Mark &) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override { put(mark, Json(), anchor, 1); }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, const std::string &value) override {
        const bool isNull = tag == "?" && (value.empty() || value == "null" || value == "~");
        put(mark, isNull ? Json() : Json(value), anchor, 1);
    }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override {
        const auto known = m_anchors.find(anchor);
        if (m_fault)
            return;
        if (known == m_anchors.end()) { // also one that stands for what it stands in
            m_fault = unreadable(mark.line, "an alias that stands for nothing");
            return;
        }
        if (fits(known->second.second))
            put(mark, Json(known->second.first), 0, known->second.second);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor, YAML::EmitterStyle::value) override { open(mark, Json::array(), anchor); }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor, YAML::EmitterStyle::value) override { open(mark, Json::object(), anchor); }
    void OnMapEnd() override { close(); }

    const std::optional<Error> &fault() const { return m_fault; }
    Json take() { return std::move(m_root); }

private:
    struct Frame {
        Json value;
        YAML::anchor_t anchor = 0;
        YAML::Mark mark;
        std::optional<std::string> key;
        std::size_t nodes = 1;
    };

    bool fits(std::size_t nodes) {
        m_nodes += nodes;
        if (m_nodes <= m_limits.nodes)
            return true;
        m_fault = Error(ErrorKind::Limit, "quality.yaml_too_many").with("limit", std::to_string(m_limits.nodes));
        return false;
    }

    void open(const YAML::Mark &mark, Json value, YAML::anchor_t anchor) {
        if (m_fault)
            return;
        if (m_open.size() >= m_limits.depth) {
            m_fault = Error(ErrorKind::Limit, "quality.yaml_too_deep").with("limit", std::to_string(m_limits.depth));
            return;
        }
        m_open.push_back({std::move(value), anchor, mark, std::nullopt, 1});
    }
    void close() {
        if (m_fault || m_open.empty())
            return;
        Frame frame = std::move(m_open.back());
        m_open.pop_back();
        put(frame.mark, std::move(frame.value), frame.anchor, frame.nodes);
    }
    // An alias was counted when it was met; everything else is now.
    void put(const YAML::Mark &mark, Json value, YAML::anchor_t anchor, std::size_t nodes) {
        if (m_fault || !fits(1))
            return;
        if (anchor != 0) {
            if (!fits(nodes)) // it is kept twice
                return;
            m_anchors[anchor] = {value, nodes};
        }
        if (m_open.empty()) {
            m_root = std::move(value);
            return;
        }
        Frame &frame = m_open.back();
        frame.nodes += nodes;
        if (frame.value.is_array()) {
            frame.value.push_back(std::move(value));
        } else if (!frame.key) {
            if (!value.is_string()) {
                m_fault = unreadable(mark.line, "a name that is no text");
                return;
            }
            frame.key = value.get<std::string>();
        } else {
            frame.value[*frame.key] = std::move(value);
            frame.key.reset();
        }
    }

    const YamlLimits m_limits;
    std::vector<Frame> m_open;
    std::map<YAML::anchor_t, std::pair<Json, std::size_t>> m_anchors;
    std::size_t m_nodes = 0;
    Json m_root;
    std::optional<Error> m_fault;
};

struct ViewBuffer final : std::streambuf {
    explicit ViewBuffer(std::string_view text) {
        char *begin = const_cast<char *>(text.data()); // it is only read
        setg(begin, begin, begin + text.size());
    }
};

} // namespace

Result<Json> parseYaml(std::string_view text, const YamlLimits &limits) {
    if (text.size() > limits.bytes)
        return Error(ErrorKind::Limit, "quality.yaml_too_large").with("size", std::to_string(text.size() / 1'000'000)).with("limit", std::to_string(limits.bytes / 1'000'000));
    Builder builder(limits);
    try {
        ViewBuffer buffer(text);
        std::istream stream(&buffer);
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
    } catch (const YAML::DeepRecursion &) {
        return Error(ErrorKind::Limit, "quality.yaml_too_deep").with("limit", std::to_string(limits.depth));
    } catch (const YAML::Exception &error) {
        return unreadable(error.mark.line, error.msg);
    } catch (const std::exception &error) {
        return unreadable(0, error.what());
    }
    if (builder.fault())
        return *builder.fault();
    return builder.take();
}
#else
Result<Json> parseYaml(std::string_view, const YamlLimits &) {
    return Error(ErrorKind::Refused, "quality.no_yaml");
}
#endif

} // namespace audience::quality
