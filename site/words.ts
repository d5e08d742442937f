/** The languages of the guide, and what its frame says in each of them. */
export const LANGUAGES = ['en', 'ko'] as const

export type Language = (typeof LANGUAGES)[number]

export interface Words {
  readonly guide: string
  readonly contents: string
  readonly search: string
  readonly found: string
  readonly nothing: string
  readonly skip: string
  readonly before: string
  readonly after: string
  readonly commands: string
  readonly output: string
  readonly terminal: string
  readonly picture: string
  readonly play: string
  readonly alone: string
  readonly table: string
  readonly other: string
  readonly playground: string
}

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    guide: 'How Kafka works inside',
    contents: 'Contents',
    search: 'Search the guide',
    found: 'Sections found',
    nothing: 'Nothing found.',
    skip: 'Skip to the text',
    before: 'Previous',
    after: 'Next',
    commands: 'Steps of the model',
    output: 'Output of the steps',
    terminal: 'Commands and their output',
    picture: 'All steps as a picture. Time runs from top to bottom; each arrow is a message.',
    play: 'Go through the steps one by one',
    alone: 'Open it on a page of its own',
    table: 'Table',
    other: '한국어',
    playground: 'Playground',
  },
  ko: {
    guide: '카프카의 내부 동작 원리',
    contents: '목차',
    search: '가이드 검색',
    found: '찾은 절',
    nothing: '찾은 내용이 없습니다.',
    skip: '본문으로 건너뛰기',
    before: '이전',
    after: '다음',
    commands: '모델의 단계',
    output: '단계의 출력',
    terminal: '명령과 그 출력',
    picture: '모든 단계를 그린 그림. 시간은 위에서 아래로 흐르고, 화살표 하나가 메시지 하나다.',
    play: '한 단계씩 따라가 보기',
    alone: '별도 페이지로 열기',
    table: '표',
    other: 'English',
    playground: '놀이터',
  },
}

export const otherThan = (language: Language): Language => (language === 'en' ? 'ko' : 'en')
