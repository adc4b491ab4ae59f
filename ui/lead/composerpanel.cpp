// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/composerpanel.h"

#include "ui/lead/composerwords.h"
#include "ui/lead/videoline.h"
#include "ui/lead/waywords.h"
#include "ui/parts/announce.h"
#include "ui/parts/field.h"
#include "ui/parts/lengthwords.h"
#include "ui/parts/segments.h"
#include "ui/parts/spacing.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QStandardItemModel>

namespace updesk
{

static constexpr int kPickRow = 320;
static constexpr int kAskEvery = 10; // s; hours end while a message is written

void ComposerPanel::connectParts()
{
    connect(m_model, &ComposerModel::changed, this, &ComposerPanel::refresh);
    connect(m_ways, &QComboBox::activated, m_model, &ComposerModel::chooseWay);
    connect(m_choice, &QComboBox::activated, m_model, &ComposerModel::choose);
    connect(m_language, &Segments::chosen, m_model, &ComposerModel::setLanguage);
    connect(m_subject->edit(), &QLineEdit::textEdited, m_model, &ComposerModel::setSubject);
    connect(m_why->edit(), &QLineEdit::textEdited, m_model, &ComposerModel::setReason);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (m_showing)
            return;
        if (m_edit->toPlainText() != m_model->body())
            m_failure.clear();
        m_model->setBody(m_edit->toPlainText());
    });
    connect(m_plain, &Button::clicked, m_model, &ComposerModel::usePlainLetters);
    connect(m_video, &VideoLine::added, this, [this](const QString &link) {
        m_model->addVideo(link);
        m_edit->setFocus(Qt::OtherFocusReason);
        m_edit->moveCursor(QTextCursor::End);
    });
    connect(m_send, &Button::clicked, this, [this] { send(ComposerModel::Leaves::WhenAllowed); });
    connect(m_sameNow, &Button::clicked, this, [this] { send(ComposerModel::Leaves::Now); });
    connect(m_close, &Button::clicked, this, &ComposerPanel::leave);
    connect(m_page, &Button::clicked, this, [this] {
        m_pageBox->setVisible(m_pageBox->isHidden());
        showPage();
    });
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        dressEdit();
        fitPick();
    });
}

Result<void> ComposerPanel::open(LeadId lead, Channel channel, const QString &name, const DeskWords &words)
{
    m_words = words;
    m_name = name;
    m_failure.clear();
    m_answered = false;
    m_why->edit()->clear();
    m_video->close();
    m_pageBox->hide();
    if (auto done = m_model->open(lead, channel); !done)
        return done;
    dressEdit();
    m_edit->document()->clearUndoRedoStacks();
    fitPick();
    show();
    const bool first = m_model->isMail() && m_model->subject().isEmpty();
    QWidget *target = first ? static_cast<QWidget *>(m_subject->edit()) : m_edit;
    target->setFocus(Qt::OtherFocusReason);
    m_edit->moveCursor(m_model->isMail() ? QTextCursor::Start : QTextCursor::End);
    return {};
}

void ComposerPanel::leave()
{
    if (!isOpen())
        return;
    const bool focused = isAncestorOf(window()->focusWidget());
    m_model->close();
    hide();
    if (focused)
        Q_EMIT left();
}

void ComposerPanel::setOnline(bool online)
{
    if (std::exchange(m_online, online) != online)
        showNotes();
}

void ComposerPanel::setAnswered(bool answered)
{
    if (m_answered == answered)
        return;
    m_answered = answered;
    showNotes();
}

void ComposerPanel::tick()
{
    if (!isOpen() || ++m_asked < kAskEvery)
        return;
    m_asked = 0;
    m_model->look();
}

void ComposerPanel::send(ComposerModel::Leaves when)
{
    using Snag = ComposerModel::Snag;
    const Snag snag = m_model->snag(when);
    if (snag == Snag::NoSubject)
        m_subject->edit()->setFocus(Qt::OtherFocusReason);
    else if (snag == Snag::NeedsReason)
        m_why->edit()->setFocus(Qt::OtherFocusReason);
    else if (snag == Snag::Empty)
        m_edit->setFocus(Qt::OtherFocusReason);
    m_failure = snag == Snag::NoSubject ? tr("The subject is empty.")
        : snag == Snag::Empty           ? tr("The message is empty.")
        : snag == Snag::NeedsReason     ? tr("Say why; it is kept with your name.")
                                        : QString();
    if (snag != Snag::None)
        return showNotes();
    const auto queued = m_model->send(when);
    if (!queued) {
        m_failure = ComposerWords::refused(queued.error(), m_model->channel());
        m_model->look();
        return showNotes();
    }
    const QString words = ComposerWords::sent(*queued, m_words, m_session.now(), m_online);
    hide();
    Q_EMIT sent(words);
}

void ComposerPanel::refresh()
{
    m_showing = true;
    showChoices();
    showText();
    m_showing = false;
    showCounter();
    showNotes();
    showPage();
    showFoot();
}

// Asked for only while it is read: the model tells of every key.
void ComposerPanel::showPage()
{
    if (m_pageBox->isHidden())
        return;
    const auto page = m_model->page();
    m_pageTitle->setText(page ? page->title : QString());
    m_pageText->setText(
        page ? page->body : tr("The page on how we work cannot be shown. The message can be sent without it."));
}

void ComposerPanel::showChoices()
{
    m_title->setText(ComposerWords::title(m_model->channel(), m_name));
    showWays();
    m_choice->clear();
    for (const ComposerModel::Choice &one : m_model->choices())
        m_choice->addItem(one.key.isEmpty() ? tr("No template") : one.name);
    m_choice->setCurrentIndex(m_model->choice());
    m_language->setCurrent(m_model->language());
}

// Where there is nothing to choose it is only said. What cannot be used stands among them, so that nobody looks for it.
void ComposerPanel::showWays()
{
    const std::vector<ContactWay> &ways = m_model->ways();
    const bool several = ways.size() > 1 && m_model->way() >= 0;
    m_to->setText(ComposerWords::to(*m_model, m_words));
    m_to->setVisible(!several);
    m_ways->setVisible(several);
    m_ways->clear();
    for (const ContactWay &way : ways) {
        m_ways->addItem(WayWords::way(way, m_words));
        auto *row = qobject_cast<QStandardItemModel *>(m_ways->model())->item(m_ways->count() - 1);
        row->setEnabled(way.no == ContactWay::No::None);
    }
    m_ways->setCurrentIndex(m_model->way());
}

// By the cursor, so that Ctrl+Z brings back what a template took the place of.
void ComposerPanel::showText()
{
    m_subject->setVisible(m_model->isMail());
    if (m_subject->edit()->text() != m_model->subject()) {
        m_subject->edit()->setText(m_model->subject());
        m_subject->edit()->setCursorPosition(0);
    }
    if (m_edit->toPlainText() != m_model->body()) {
        QTextCursor cursor(m_edit->document());
        cursor.select(QTextCursor::Document);
        cursor.insertText(m_model->body());
        m_edit->moveCursor(m_model->isMail() ? QTextCursor::Start : QTextCursor::End);
    }
    m_footer->setText(m_model->footer());
    m_footerBox->setVisible(m_model->isMail() && !m_model->footer().isEmpty());
}

void ComposerPanel::showCounter()
{
    const TextLength &length = m_model->length();
    m_counter->setVisible(!m_model->isMail());
    m_counter->setText(LengthWords::counter(length));
    m_counter->setColour(length.segments > 1 ? Colour::Close : Colour::Text2);
    const QString foreign = m_model->isMail() ? QString() : LengthWords::foreign(length);
    m_foreign->setText(foreign);
    m_foreignBox->setVisible(!foreign.isEmpty());
    m_plain->setVisible(!foreign.isEmpty() && plainLetters(m_model->body()) != m_model->body());
}

void ComposerPanel::showNotes()
{
    const QString snag = m_failure.isEmpty() ? ComposerWords::snag(*m_model) : m_failure;
    const bool isNews = !snag.isEmpty() && snag != m_snag->text();
    m_snag->setText(snag);
    m_snag->setVisible(!snag.isEmpty());
    m_edit->setAccessibleDescription(snag);
    const QString gate = ComposerWords::gate(*m_model);
    m_gate->setText(gate);
    const bool asksWhy = m_model->mayGoOn() && m_model->verdict()->may == LegalRules::MayOverride::Manager;
    m_why->setVisible(asksWhy);
    m_gateBox->setVisible(!gate.isEmpty());
    QString note = m_answered ? tr("They have written since you began. Read it first.")
        : !m_online           ? tr("This desk is offline: it will send when back online.")
        : m_model->isKept()   ? tr("Your draft, as you left it.")
                              : QString();
    if (m_model->wantsVideo())
        note += (note.isEmpty() ? QString() : QStringLiteral(" ")) + tr("This step asks for a personal video link.");
    if (m_model->isFormatted())
        note += (note.isEmpty() ? QString() : QStringLiteral(" ")) + tr("Goes out formatted too, until you change it.");
    if (const QString claims = ComposerWords::claims(*m_model); !claims.isEmpty())
        note = claims + (note.isEmpty() ? QString() : QStringLiteral("\n")) + note;
    m_note->setText(note);
    m_note->setColour(m_answered ? Colour::Close : Colour::Hint);
    m_note->setVisible(!note.isEmpty());
    if (isNews && isVisible())
        announce(m_snag, snag);
}

void ComposerPanel::showFoot()
{
    using Snag = ComposerModel::Snag;
    m_send->setText(ComposerWords::send(*m_model, m_words, m_session.now()));
    const auto closed = [](Snag snag) {
        return snag == Snag::NoWay || snag == Snag::Blocked || snag == Snag::Unfilled || snag == Snag::Untrue
            || snag == Snag::TooLong;
    };
    const Snag snag = m_model->snag(ComposerModel::Leaves::WhenAllowed);
    const bool goesOn = m_model->mayGoOn();
    const bool moved = m_model->verdict() && m_model->verdict()->says == GateVerdict::Says::Move;
    m_send->setVisible(!goesOn || moved);
    m_send->setEnabled(!closed(snag));
    m_sameNow->setText(ComposerWords::sendAllTheSame(*m_model));
    m_sameNow->setVisible(goesOn);
    m_sameNow->setKeys(goesOn && !moved ? QKeySequence(Qt::CTRL | Qt::Key_Return) : QKeySequence());
    m_sameNow->setEnabled(!closed(m_model->snag(ComposerModel::Leaves::Now)));
}

// What is typed here is no letter key of the lead; Alt and a digit still is an outcome.
bool ComposerPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isOpen())
            fitPick();
        return QWidget::eventFilter(watched, event);
    }
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    const bool outcome = key->modifiers() == Qt::AltModifier && key->key() >= Qt::Key_1 && key->key() <= Qt::Key_7;
    if (outcome) {
        key->ignore();
        return QCoreApplication::sendEvent(m_lead->parentWidget(), event);
    }
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
        keyPressEvent(key);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ComposerPanel::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_F9)
        return leave();
    if (!enter || !event->modifiers().testFlag(Qt::ControlModifier))
        return QWidget::keyPressEvent(event);
    // What can only go out against a rule waits for its reason, or for the button that says so.
    const bool against = m_send->isHidden();
    send(against ? ComposerModel::Leaves::Now : ComposerModel::Leaves::WhenAllowed);
}

void ComposerPanel::fitPick()
{
    fit();
    m_pick->setDirection(width() < scaled(kPickRow) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace updesk
