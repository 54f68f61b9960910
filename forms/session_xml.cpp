// SPDX-License-Identifier: Apache-2.0
// The filled form as XML: the submission that ODK's servers take, and the instance as expressions see it.
#include <algorithm>

#include "forms/lexical.h"
#include "forms/session_state.h"
#include "forms/uuid.h"

namespace limen::forms {

namespace {

constexpr std::string_view kMeta = "meta", kInstanceId = "instanceID", kInstanceName = "instanceName";

// XML 1.0 has no place for other control characters, escaped or not.
bool allowed(char c) {
  return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r';
}

std::string escaped(std::string_view text, bool attribute) {
  std::string out;
  for (const char c : text) {
    if (!allowed(c)) continue;
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"' && attribute) {
      out += "&quot;";
    } else if (c == '\r' || (attribute && (c == '\n' || c == '\t'))) {
      out += "&#" + std::to_string(static_cast<int>(c)) + ";";
    } else {
      out += c;
    }
  }
  return out;
}

class XmlWriter {
 public:
  void attribute(std::string_view name, std::string_view value) {
    out_ += " " + std::string(name) + "=\"" + escaped(value, true) + "\"";
  }
  void start(std::string_view name) {
    close();
    out_ += "<" + std::string(name);
    open_ = true;
  }
  void text(std::string_view text) {
    if (text.empty()) return;
    close();
    out_ += escaped(text, false);
  }
  void end(std::string_view name) {
    out_ += open_ ? "/>" : "</" + std::string(name) + ">";
    open_ = false;
  }
  void leaf(std::string_view name, std::string_view content) {
    start(name);
    text(content);
    end(name);
  }
  std::string take() { return std::move(out_); }

 private:
  void close() {
    if (open_) out_ += '>';
    open_ = false;
  }
  std::string out_ = "<?xml version=\"1.0\"?>\n";
  bool open_ = false;
};

}  // namespace

struct FormSession::Impl::InstanceWriter {
  const Impl& session;
  bool submission;  // what is not relevant is left out
  XmlWriter out;

  std::string write() {
    const FormDefinition& form = session.form->definition();
    out.start(form.root);
    out.attribute("xmlns:jr", "http://openrosa.org/javarosa");
    out.attribute("xmlns:orx", "http://openrosa.org/xforms");
    out.attribute("id", form.id);
    if (!form.version.empty()) out.attribute("version", form.version);
    children({0, 0});
    const NodeIndex own = session.tree().childNamed(0, kMeta);
    if (own == kNone || !wanted({0, own})) {
      out.start(kMeta);
      meta(0);
      out.end(kMeta);
    }
    out.end(form.root);
    return out.take();
  }

  bool wanted(NodeRef ref) const { return !submission || session.instance.relevant(ref.frame, ref.node); }

  void children(NodeRef parent) {
    const FormTree& tree = session.tree();
    for (NodeIndex child = parent.node + 1; child < tree[parent.node].end; child = tree[child].end) {
      const NodeRef ref{parent.frame, child};
      if (!wanted(ref)) continue;
      const Node& node = session.node(child);
      if (tree.isRepeat(child)) {
        for (const FrameIndex frame : session.instance.instances(parent.frame, tree[child].inner)) group({frame, child});
      } else if (node.type == Type::group) {
        group(ref);
      } else if (node.type != Type::audit) {  // which stands in `meta`
        out.leaf(node.name, toLexical(session.value(ref)));
      }
    }
  }

  void group(NodeRef ref) {
    const std::string& name = session.node(ref.node).name;
    out.start(name);
    children(ref);
    if (name == kMeta && session.tree()[ref.node].parent == 0) meta(ref.node);
    out.end(name);
  }

  // What the form's own `meta` (0: it has none) does not say already.
  void meta(NodeIndex own) {
    const FormTree& tree = session.tree();
    const auto missing = [&](std::string_view name) { return own == 0 || tree.childNamed(own, name) == kNone; };
    for (NodeIndex node = 1; node < tree.size(); ++node) {
      if (session.node(node).type == Type::audit) out.leaf(session.node(node).name, "");
    }
    if (missing(kInstanceId)) out.leaf(kInstanceId, session.instanceId);
    const ExprIndex name = session.form->impl().instanceName;
    if (name != 0 && missing(kInstanceName)) out.leaf(kInstanceName, computed(name));
    if (session.form->definition().entity && missing("entity")) entity(*session.form->definition().entity);
  }

  std::string computed(ExprIndex expression) const {
    return expression == 0 ? std::string() : session.evaluator().evaluate(expression, Focus({0, 0})).toText();
  }

  // Without an id an entity is created, with one it is updated, unless the form says when.
  void entity(const Entity& entity) {
    const EntityExpressions& says = session.form->impl().entity;
    const auto holds = [&](ExprIndex when) { return session.evaluator().test(when, Focus({0, 0}), false); };
    const bool creates = says.createIf != 0 ? holds(says.createIf) : says.id == 0;
    const bool updates = says.updateIf != 0 ? holds(says.updateIf) : says.id != 0 && says.createIf == 0;
    if (submission && !creates && !updates) return;
    out.start("entity");
    out.attribute("dataset", entity.list);
    std::string id = says.id == 0 ? session.entityId : computed(says.id);
    if (id.empty() && creates) id = session.entityId;
    out.attribute("id", id);
    if (creates) out.attribute("create", "1");
    if (updates) out.attribute("update", "1");
    if (updates) out.attribute("baseVersion", computed(says.baseVersion));
    if (says.label != 0) out.leaf("label", computed(says.label));
    out.end("entity");
  }
};

std::string FormSession::submissionXml() {
  impl_->end();
  return Impl::InstanceWriter{*impl_, true, {}}.write();
}

std::string FormSession::instanceXml() const {
  return Impl::InstanceWriter{*impl_, false, {}}.write();
}

const std::string& FormSession::instanceId() const {
  return impl_->instanceId;
}

// Drawn at the start, so that expressions find it where the form has a place for it.
void FormSession::Impl::name() {
  instanceId = "uuid:" + newUuid(random);
  if (form->definition().entity) entityId = newUuid(random);
  const NodeIndex meta = tree().childNamed(0, kMeta);
  const NodeIndex own = meta == kNone ? kNone : tree().childNamed(meta, kInstanceId);
  if (own != kNone && question(own).calculation == 0) store({0, own}, Atom(instanceId));
}

}  // namespace limen::forms
