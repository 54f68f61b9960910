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
    holder({0, 0});
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
        for (const FrameIndex frame : session.instance.instances(parent.frame, tree[child].inner)) {
          if (wanted({frame, child})) group({frame, child});
        }
      } else if (tree.isSection(child)) {
        children(ref);
      } else if (node.type == Type::group) {
        group(ref);
      } else if (node.type != Type::audit) {  // which stands in `meta`
        start(node);
        out.text(toLexical(session.value(ref)));
        out.end(node.name);
      }
    }
  }

  void start(const Node& node) {
    out.start(node.name);
    for (const auto& [name, value] : node.attributes) out.attribute(name, value);
  }

  void group(NodeRef ref) {
    const Node& node = session.node(ref.node);
    start(node);
    holder(ref);
    out.end(node.name);
  }

  // What a node holds, and the `meta` that it has or needs at the end.
  void holder(NodeRef ref) {
    const FormTree& tree = session.tree();
    const bool isMeta = ref.node != 0 && session.node(ref.node).name == kMeta;
    children(ref);
    if (isMeta) return meta({ref.frame, tree.above(ref.node)}, ref.node);
    const NodeIndex own = tree.childNamed(ref.node, kMeta);
    const bool written = own != kNone && session.node(own).type == Type::group && wanted({ref.frame, own});
    if (written || (ref.node != 0 && !hasEntity(ref))) return;
    out.start(kMeta);
    meta(ref, 0);
    out.end(kMeta);
  }

  bool hasEntity(NodeRef ref) const {
    const auto& entities = session.form->impl().entities;
    for (std::size_t i = 0; i < entities.size(); ++i) {
      if (entities[i].container == ref.node && isMade(i, ref)) return true;
    }
    return false;
  }

  // What the holder's own `meta` (0: it has none) does not say already.
  void meta(NodeRef holder, NodeIndex own) {
    if (holder.node == 0) metaOfForm(own);
    const auto& entities = session.form->impl().entities;
    const bool missing = own == 0 || session.tree().childNamed(own, "entity") == kNone;
    for (std::size_t i = 0; i < entities.size(); ++i) {
      if (missing && entities[i].container == holder.node && isMade(i, holder)) entity(i, holder);
    }
  }

  void metaOfForm(NodeIndex own) {
    const FormTree& tree = session.tree();
    const auto missing = [&](std::string_view name) { return own == 0 || tree.childNamed(own, name) == kNone; };
    for (NodeIndex node = 1; node < tree.size(); ++node) {
      if (session.node(node).type == Type::audit) out.leaf(session.node(node).name, "");
    }
    if (missing(kInstanceId)) out.leaf(kInstanceId, session.instanceId);
    const ExprIndex name = session.form->impl().instanceName;
    if (name != 0 && missing(kInstanceName)) out.leaf(kInstanceName, computed(name, {0, 0}));
  }

  std::string computed(ExprIndex expression, NodeRef at) const {
    return expression == 0 ? std::string() : session.evaluator().evaluate(expression, Focus(at)).toText();
  }

  // Without an id an entity is created, with one it is updated, unless the form says when.
  bool creates(const EntityExpressions& says, NodeRef at) const {
    return says.createIf != 0 ? session.evaluator().test(says.createIf, Focus(at), false) : says.id == 0;
  }
  bool updates(const EntityExpressions& says, NodeRef at) const {
    return says.updateIf != 0 ? session.evaluator().test(says.updateIf, Focus(at), false) : says.id != 0 && says.createIf == 0;
  }
  bool isMade(std::size_t which, NodeRef at) const {
    const EntityExpressions& says = session.form->impl().entities[which];
    return !submission || creates(says, at) || updates(says, at);
  }

  void entity(std::size_t which, NodeRef at) {
    const EntityExpressions& says = session.form->impl().entities[which];
    const bool created = creates(says, at), updated = updates(says, at);
    out.start("entity");
    out.attribute("dataset", session.form->definition().entities[which].list);
    std::string id = computed(says.id, at);
    if (id.empty() && (says.id == 0 || created)) id = newId(which, at);
    out.attribute("id", id);
    if (created) out.attribute("create", "1");
    if (updated) out.attribute("update", "1");
    if (updated) out.attribute("baseVersion", computed(says.baseVersion, at));
    if (says.label != 0) out.leaf("label", computed(says.label, at));
    out.end("entity");
  }

  const std::string& newId(std::size_t which, NodeRef at) const {
    std::string& id = session.entityIds[{which, session.instance.frame(at.frame).id}];
    if (id.empty()) id = newUuid(session.random);
    return id;
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
  const NodeIndex meta = tree().childNamed(0, kMeta);
  const NodeIndex own = meta == kNone ? kNone : tree().childNamed(meta, kInstanceId);
  if (own != kNone && question(own).calculation == 0) store({0, own}, Atom(instanceId));
}

}  // namespace limen::forms
