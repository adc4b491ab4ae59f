// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templatescreen.h"

#include "ui/parts/banner.h"
#include "ui/parts/field.h"
#include "ui/parts/leadpicker.h"
#include "ui/parts/segments.h"
#include "ui/parts/sentence.h"
#include "ui/templates/editfoot.h"
#include "ui/templates/fieldbar.h"
#include "ui/templates/richview.h"
#include "ui/templates/scripteditmodel.h"
#include "ui/templates/scripteditor.h"
#include "ui/templates/scriptwords.h"
#include "ui/templates/templateedit.h"
#include "ui/templates/templatelistmodel.h"
#include "ui/templates/templatemodel.h"

#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QStackedWidget>

namespace updesk
{

void TemplateScreen::connectParts()
{
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &now) { openRow(m_rows->keyAt(now.row())); });
    connect(m_model, &TemplateModel::changed, this, &TemplateScreen::refresh);
    connect(m_model, &TemplateModel::longestChanged, this, &TemplateScreen::showLongest);
    connect(m_language, &Segments::chosen, this, [this](int language) {
        m_rows->setLanguage(QLatin1String(kMessageLanguages[size_t(language)]));
        m_model->setLanguage(language);
        m_list->setCurrentIndex(m_rows->index(m_rows->rowOf(m_model->key())));
    });
    connect(m_called->edit(), &QLineEdit::textEdited, m_model, &TemplateModel::setName);
    connect(m_copy, &Button::clicked, this, &TemplateScreen::copy);
    connect(m_subject->edit(), &QLineEdit::textEdited, m_model, &TemplateModel::setSubject);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing)
            m_model->setBody(m_edit->toPlainText());
    });
    connect(m_rich, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing)
            m_model->setRich(m_rich->toPlainText());
    });
    connect(m_plain, &Button::clicked, this, [this] {
        m_edit->setFocus(); // the button goes away, and typing goes on
        m_model->usePlainLetters();
    });
    connect(m_foot, &EditFoot::activeChosen, m_model, &TemplateModel::setActive);
    connect(m_foot, &EditFoot::saveWanted, this, &TemplateScreen::save);
    connect(m_foot, &EditFoot::shippedWanted, this, &TemplateScreen::useShipped);
    connect(m_picker, &LeadPicker::chosen, this, &TemplateScreen::chooseLead);
    connect(m_picker, &LeadPicker::failed, this, [this](const Error &error) { m_banner->setWords(sentence(error)); });
    const auto others = [this] {
        if (isVisible())
            reload();
    };
    connect(&m_session, &Session::changed, this, others);
    connect(&m_session, &Session::personChanged, this, others); // who may change them
}

void TemplateScreen::connectScripts()
{
    connect(m_kinds, &Segments::chosen, this, &TemplateScreen::showKind);
    connect(m_scripts, &ScriptEditor::languageChosen, this, [this](int language) {
        m_rows->setLanguage(QLatin1String(kMessageLanguages[size_t(language)]));
        m_list->setCurrentIndex(m_rows->index(m_rows->rowOf(m_scripts->model()->key())));
    });
    connect(m_scripts, &ScriptEditor::failed, m_banner, &Banner::setWords);
    connect(m_scripts, &ScriptEditor::done, this, [this](const QString &words) {
        reload();
        Q_EMIT said(words, true);
    });
    for (const ScriptKind kind : {ScriptKind::Call, ScriptKind::Voicemail, ScriptKind::Objection})
        m_addMenu->addAction(
            icon(ScriptWords::icon(kind)), ScriptWords::kind(kind), this, [this, kind] { addScript(kind); });
    connect(m_add, &Button::clicked, this,
        [this] { m_addMenu->popup(m_add->mapToGlobal(QPoint(0, -m_addMenu->sizeHint().height()))); });
    m_add->hide();
}

bool TemplateScreen::showsScripts() const { return m_editors->currentIndex() == 1; }

void TemplateScreen::showKind(int kind)
{
    m_editors->setCurrentIndex(kind);
    m_kinds->setCurrent(kind);
    m_banner->setWords({});
    m_rows->setShown(kind == 1 ? TemplateListModel::Shown::Scripts : TemplateListModel::Shown::Messages);
    const int language = kind == 1 ? m_scripts->model()->language() : m_model->language();
    m_rows->setLanguage(QLatin1String(kMessageLanguages[size_t(language)]));
    m_list->setAccessibleName(kind == 1 ? tr("Scripts") : tr("Templates"));
    reload();
    if (kind == 1 && !std::exchange(m_sought, true))
        m_scripts->findLeads();
}

void TemplateScreen::addScript(ScriptKind kind)
{
    const auto added = m_scripts->model()->add(kind, ScriptWords::fresh(kind));
    if (!added)
        return m_banner->setWords(ScriptWords::saveError(added.error()));
    openScript(*added);
    Q_EMIT said(tr("Write it, then tick that it is in use."), true);
}

void TemplateScreen::reload()
{
    if (const auto read = m_rows->reload(); !read)
        return m_banner->setWords(sentence(read.error()));
    const QString open = showsScripts() ? m_scripts->model()->key() : m_model->key();
    const QString key = open.isEmpty() ? m_rows->keyAt(0) : open;
    m_add->setVisible(showsScripts() && m_scripts->model()->mayEdit());
    m_copy->setVisible(!showsScripts() && m_model->mayEdit() && !m_model->isLocked());
    m_list->setCurrentIndex(m_rows->index(std::max(0, m_rows->rowOf(key))));
    openRow(m_rows->keyAt(m_list->currentIndex().row()));
}

void TemplateScreen::open(const QString &key)
{
    showKind(0);
    if (const int row = m_rows->rowOf(key); row >= 0)
        m_list->setCurrentIndex(m_rows->index(row));
}

void TemplateScreen::openScript(const QString &key)
{
    showKind(1);
    if (const int row = m_rows->rowOf(key); row >= 0)
        m_list->setCurrentIndex(m_rows->index(row));
}

void TemplateScreen::openRow(const QString &key)
{
    const bool scripts = m_rows->shown() == TemplateListModel::Shown::Scripts;
    if (key.isEmpty() || scripts != showsScripts())
        return;
    if (scripts)
        m_scripts->open(key, m_rows->scripts());
    else
        m_model->open(key, m_rows->entries());
    Q_EMIT titleChanged();
}

QString TemplateScreen::breadcrumb() const
{
    const QString name = showsScripts() ? m_scripts->model()->typed().title : m_model->typed().name;
    return name.isEmpty() ? QString() : tr("/ %1").arg(name);
}

void TemplateScreen::refresh()
{
    const Template &row = m_model->typed();
    const bool mail = row.channel == Channel::Email;
    m_showing = true;
    m_name->setText(row.name);
    m_language->setCurrent(m_model->language());
    m_called->setVisible(m_model->isStoresAlone());
    if (m_called->edit()->text() != row.name)
        m_called->edit()->setText(row.name);
    m_called->setError(row.name.trimmed().isEmpty() ? tr("It needs a name.") : QString());
    m_copy->setVisible(!showsScripts() && m_model->mayEdit() && !m_model->isLocked());
    m_subject->setVisible(mail);
    if (m_subject->edit()->text() != row.subject)
        m_subject->edit()->setText(row.subject);
    m_edit->setTextIfOther(row.body);
    m_richBox->setVisible(mail);
    m_rich->setTextIfOther(row.rich);
    m_showing = false;
    m_fields->setValues(m_model->values());
    m_foot->setReadOnly(!m_model->mayEdit());
    m_foot->set(m_model->isChanged(), m_model->isOwn(), row.active,
        m_model->isStoresAlone() ? tr("Remove it") : tr("Use the text it came with"));
    showWords();
    showFindings();
    showClosed();
    showPreview();
    showLongest();
    showFallbacks();
}

// What may not be typed into says why, and can still be read and copied.
void TemplateScreen::showClosed()
{
    const QString why = TemplateWords::closed(m_model->mayEdit(), m_model->isLocked());
    const bool closed = !why.isEmpty();
    m_closed->setText(why);
    m_closed->setVisible(closed);
    m_subject->edit()->setReadOnly(closed);
    m_called->edit()->setReadOnly(closed);
    for (TemplateEdit *edit : {m_edit, m_rich}) {
        edit->setReadOnly(closed);
        if (closed)
            edit->setAccessibleDescription(why);
    }
    m_fields->setVisible(!closed);
    m_plain->setEnabled(!closed);
}

void TemplateScreen::showWords()
{
    const bool mail = m_model->typed().channel == Channel::Email;
    m_counter->setVisible(!mail);
    m_counter->setText(TemplateWords::counter(m_model->length()));
    m_counter->setColour(m_model->length().segments > 1 ? Colour::Close : Colour::Text2);
    m_foreignWords->setText(mail ? QString() : TemplateWords::foreign(m_model->length()));
    m_foreign->setVisible(!m_foreignWords->text().isEmpty());
    m_plain->setVisible(plainLetters(m_model->typed().body) != m_model->typed().body);
}

void TemplateScreen::showFindings()
{
    QStringList lines;
    QString subject;
    std::vector<TemplateFinding> body, rich;
    for (const TemplateFinding &finding : m_model->findings()) {
        if (finding.part == TemplatePart::Subject)
            subject += (subject.isEmpty() ? QString() : QStringLiteral(" ")) + TemplateWords::finding(finding);
        else
            lines << TemplateWords::finding(finding);
        if (finding.part == TemplatePart::Body)
            body.push_back(finding);
        else if (finding.part == TemplatePart::Rich)
            rich.push_back(finding);
    }
    lines.removeDuplicates();
    m_edit->setFindings(body);
    m_rich->setFindings(rich);
    m_edit->setAccessibleDescription(lines.join(u' '));
    m_rich->setAccessibleDescription(lines.join(u' '));
    m_subject->setError(subject);
    m_findings->setText(lines.join(u'\n'));
    m_findings->setVisible(!lines.isEmpty());
    m_findings->setColour(isBlocked(body) || isBlocked(rich) ? Colour::Bad : Colour::Close);
}

// Both parts as they leave, with the locked line under each.
void TemplateScreen::showPreview()
{
    const FilledMessage &message = m_model->preview();
    const bool ready = message.isReady();
    QStringList parts;
    if (ready && !message.subject.isEmpty())
        parts << message.subject;
    parts << (ready ? message.body : TemplateWords::notReady(message, m_model->leadName()));
    if (ready && !message.footer.isEmpty())
        parts << message.footer; // locked in
    m_preview->setText(parts.join(QStringLiteral("\n\n")));
    m_preview->setColour(ready ? Colour::Text : Colour::Bad);
    const bool formatted = ready && !message.rich.isEmpty();
    m_richView->setRich(formatted ? message.rich : QString(), message.footer);
    m_richPaper->setVisible(formatted);
}

void TemplateScreen::showLongest()
{
    const bool mail = m_model->typed().channel == Channel::Email;
    const QString words = mail ? QString() : TemplateWords::longest(m_model->longest());
    m_longest->setText(words);
    m_longest->setVisible(!words.isEmpty());
}

void TemplateScreen::showFallbacks()
{
    QStringList lines;
    for (const KnownField &field : knownFields()) {
        const QString name = QLatin1String(field.name);
        const QString word = m_model->fallbackOf(field.field);
        if (!word.isEmpty() && m_model->typed().body.contains(u'{' + name + u'}'))
            lines << tr("If {%1} is empty: %2").arg(name, word);
    }
    m_fallbacks->setText(lines.join(u'\n'));
    m_fallbacks->setVisible(!lines.isEmpty());
}

void TemplateScreen::findLeads()
{
    m_picker->refresh();
    chooseLead();
}

void TemplateScreen::chooseLead()
{
    if (m_picker->lead().isNull())
        return; // the one before stays
    const auto set = m_model->setLead(m_picker->lead(), m_picker->leadName());
    m_banner->setWords(set ? QString() : sentence(set.error()));
}

void TemplateScreen::save()
{
    if (showsScripts())
        return m_scripts->save();
    if (!m_model->isChanged() || !m_model->mayEdit())
        return;
    const QString name = m_model->typed().name;
    const auto saved = m_model->save();
    if (!saved)
        return m_banner->setWords(TemplateWords::saveError(saved.error()));
    m_banner->setWords({});
    reload();
    Q_EMIT said(tr("Template “%1” saved.").arg(name), true);
}

void TemplateScreen::useShipped()
{
    const QString name = m_model->typed().name;
    const bool alone = m_model->isStoresAlone();
    const auto dropped = m_model->drop();
    if (!dropped)
        return m_banner->setWords(TemplateWords::saveError(dropped.error()));
    m_banner->setWords({});
    reload();
    Q_EMIT said(alone ? tr("“%1” removed.").arg(name) : tr("“%1” reads again as it came.").arg(name), true);
}

// The store's own messages begin as one that is sound; plans and their A/B tests name it from then on.
void TemplateScreen::copy()
{
    const auto added = m_model->copy(tr("%1, a copy", "name of a message").arg(m_model->typed().name));
    if (!added)
        return m_banner->setWords(TemplateWords::saveError(added.error()));
    open(*added);
    m_called->edit()->setFocus(Qt::OtherFocusReason);
    m_called->edit()->selectAll();
    Q_EMIT said(tr("Give it a name and write it."), true);
}

bool TemplateScreen::goBack()
{
    if (m_list->hasFocus() || !isAncestorOf(focusWidget()))
        Q_EMIT leaveWanted();
    else
        m_list->setFocus(Qt::OtherFocusReason); // what was typed stays
    return true;
}

void TemplateScreen::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool saves = (enter || event->key() == Qt::Key_S) && event->modifiers() == Qt::ControlModifier;
    if (saves)
        return save();
    if (event->key() == Qt::Key_Escape && goBack())
        return;
    Screen::keyPressEvent(event);
}

void TemplateScreen::showEvent(QShowEvent *event)
{
    Screen::showEvent(event);
    reload();
    if (m_model->lead().isNull())
        findLeads();
}

QWidget *TemplateScreen::focusTarget() { return m_list; }

} // namespace updesk
