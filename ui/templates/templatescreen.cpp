// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templatescreen.h"

#include "core/desk/leadfind.h"
#include "core/leads/queuerows.h"
#include "ui/parts/banner.h"
#include "ui/parts/field.h"
#include "ui/parts/segments.h"
#include "ui/parts/sentence.h"
#include "ui/templates/templateedit.h"
#include "ui/templates/templatelistmodel.h"
#include "ui/templates/templatemodel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>

namespace updesk
{

static constexpr int kLeads = 6;

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
    connect(m_subject->edit(), &QLineEdit::textEdited, m_model, &TemplateModel::setSubject);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing)
            m_model->setBody(m_edit->toPlainText());
    });
    connect(m_edit, &TemplateEdit::fieldsWanted, this, &TemplateScreen::listFields);
    connect(m_fields, &Button::clicked, this, &TemplateScreen::listFields);
    connect(m_plain, &Button::clicked, m_model, &TemplateModel::usePlainLetters);
    connect(m_active, &QCheckBox::toggled, m_model, &TemplateModel::setActive);
    connect(m_find, &QLineEdit::textChanged, this, &TemplateScreen::findLeads);
    connect(m_leads, &QComboBox::activated, this, &TemplateScreen::chooseLead);
    connect(m_save, &Button::clicked, this, &TemplateScreen::save);
    connect(m_shipped, &Button::clicked, this, &TemplateScreen::useShipped);
    connect(&m_session, &Session::changed, this, [this] {
        if (isVisible())
            reload();
    });
}

void TemplateScreen::reload()
{
    if (const auto read = m_rows->reload(); !read)
        return m_banner->setWords(sentence(read.error()));
    const QString key = m_model->key().isEmpty() ? m_rows->keyAt(0) : m_model->key();
    m_list->setCurrentIndex(m_rows->index(std::max(0, m_rows->rowOf(key))));
    openRow(m_rows->keyAt(m_list->currentIndex().row()));
}

void TemplateScreen::open(const QString &key)
{
    reload();
    if (const int row = m_rows->rowOf(key); row >= 0)
        m_list->setCurrentIndex(m_rows->index(row));
}

void TemplateScreen::openRow(const QString &key)
{
    if (key.isEmpty())
        return;
    m_model->open(key, m_rows->entries());
    Q_EMIT titleChanged();
}

QString TemplateScreen::breadcrumb() const
{
    return m_model->key().isEmpty() ? QString() : tr("/ %1").arg(m_model->typed().name);
}

void TemplateScreen::refresh()
{
    const Template &row = m_model->typed();
    const bool mail = row.channel == Channel::Email;
    m_showing = true;
    m_name->setText(row.name);
    m_language->setCurrent(m_model->language());
    m_subject->setVisible(mail);
    if (m_subject->edit()->text() != row.subject)
        m_subject->edit()->setText(row.subject);
    m_edit->setTextIfOther(row.body);
    m_active->setChecked(row.active);
    m_showing = false;
    m_shipped->setVisible(m_model->isOwn());
    m_save->setEnabled(m_model->isChanged());
    showWords();
    showPreview();
    showLongest();
    showFallbacks();
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
    QStringList lines;
    QString subject;
    std::vector<TemplateFinding> body;
    for (const TemplateFinding &finding : m_model->findings()) {
        if (finding.part == TemplatePart::Subject)
            subject += (subject.isEmpty() ? QString() : QStringLiteral(" ")) + TemplateWords::finding(finding);
        else
            lines << TemplateWords::finding(finding);
        if (finding.part == TemplatePart::Body)
            body.push_back(finding);
    }
    lines.removeDuplicates();
    m_edit->setFindings(body);
    m_edit->setAccessibleDescription(lines.join(u' '));
    m_subject->setError(subject);
    m_findings->setText(lines.join(u'\n'));
    m_findings->setVisible(!lines.isEmpty());
    m_findings->setColour(isBlocked(body) ? Colour::Bad : Colour::Close);
}

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

void TemplateScreen::makeFieldMenu()
{
    m_menu->clear();
    for (const KnownField &field : knownFields()) {
        const QString name = QLatin1String(field.name);
        const QString value = m_model->valueOf(field.field);
        const QString words = TemplateWords::field(field.field);
        //: %1 a field's name, %2 what it stands for, %3 its value for the lead in the preview
        QAction *action = m_menu->addAction(
            value.isEmpty() ? tr("{%1}  %2").arg(name, words) : tr("{%1}  %2: %3").arg(name, words, value.left(40)));
        connect(action, &QAction::triggered, this, [this, name] {
            m_edit->insertField(name);
            m_edit->setFocus(Qt::OtherFocusReason);
        });
    }
}

void TemplateScreen::listFields()
{
    makeFieldMenu();
    const QRect cursor = m_edit->cursorRect();
    m_menu->popup(m_edit->viewport()->mapToGlobal(cursor.bottomLeft()));
    if (!m_menu->actions().isEmpty())
        m_menu->setActiveAction(m_menu->actions().front());
}

void TemplateScreen::findLeads()
{
    const QString typed = m_find->text().trimmed();
    const auto leads = typed.isEmpty() ? newestLeads(m_session.database(), LeadsListed::Open, kLeads)
                                       : leadsMeant(m_session.database(), typed, kLeads);
    m_leads->clear();
    if (!leads)
        return m_banner->setWords(sentence(leads.error()));
    for (const LeadId &lead : *leads) {
        const auto row = queueRow(m_session.database(), lead);
        if (!row)
            continue;
        const QString name = row->name.isEmpty() ? tr("(no name)") : row->name;
        m_leads->addItem(name, QString::fromLatin1(lead.value.hex()));
    }
    m_leads->setEnabled(m_leads->count() > 0);
    if (m_leads->count() > 0)
        chooseLead(0);
}

void TemplateScreen::chooseLead(int index)
{
    const auto id = Id::fromHex(m_leads->itemData(index).toString().toStdString());
    if (!id)
        return;
    const auto set = m_model->setLead(LeadId{*id}, m_leads->itemText(index));
    m_banner->setWords(set ? QString() : sentence(set.error()));
}

void TemplateScreen::save()
{
    if (!m_model->isChanged())
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
    const auto dropped = m_model->drop();
    if (!dropped)
        return m_banner->setWords(TemplateWords::saveError(dropped.error()));
    m_banner->setWords({});
    reload();
    Q_EMIT said(tr("“%1” reads again as it came.").arg(name), true);
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
    if (m_leads->count() == 0)
        findLeads();
}

QWidget *TemplateScreen::focusTarget() { return m_list; }

} // namespace updesk
