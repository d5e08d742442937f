import type { Language } from '../../words'

/** What the playground says in each language. Names of options, and answers, are those of the command line. */
export interface Words {
  readonly title: string
  readonly intro: string
  readonly other: string
  readonly example: string
  readonly pick: string
  readonly version: string
  readonly kafka: string
  readonly unlike: string
  readonly unlikeNone: string
  readonly kips: (on: number, all: number) => string
  readonly kipsHelp: string
  readonly settings: string
  readonly unclean: string
  readonly world: string
  readonly brokers: string
  readonly records: string
  readonly epochs: string
  readonly leader: string
  readonly grain: string
  readonly judge: string
  readonly availability: string
  readonly maxStates: string
  readonly faults: string
  readonly faultsHelp: string
  readonly moreFaults: string
  readonly more: string
  readonly moreHelp: string
  readonly find: string
  readonly stop: string
  readonly searching: string
  readonly replaying: string
  readonly stopping: string
  readonly answered: (seconds: string) => string
  readonly replayed: string
  readonly answer: string
  readonly picture: string
  readonly savePage: string
  readonly whole: string
  readonly link: string
  readonly command: string
  readonly replay: string
  readonly inClone: string
  readonly copy: string
  readonly copied: string
  readonly selected: string
  readonly refused: string
  readonly bug: string
}

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    title: 'tidemark playground',
    intro:
      'Choose a Kafka, its settings and the faults that may happen. Find searches every order of events within these bounds for the shortest one that loses a record or breaks another promise of replication. The search runs in this page, and nothing is sent anywhere.',
    other: '한국어',
    example: 'Example',
    pick: 'Choose an example',
    version: 'Kafka',
    kafka: 'Version',
    unlike: 'Only failures that this version survives',
    unlikeNone: 'All failures',
    kips: (on, all) => `KIPs and fixes: ${on} of ${all} are on`,
    kipsHelp:
      'Switch one off to see what it prevents. To leave out failures that the version has anyway, choose the same version under “Only failures that this version survives”.',
    settings: 'Settings',
    unclean: 'unclean.leader.election.enable',
    world: 'Bounds',
    brokers: 'Brokers',
    records: 'Records',
    epochs: 'Leader epochs',
    leader: 'First leader',
    grain: 'A fetch is',
    judge: 'Runs that are judged',
    availability: 'Check only availability: is there a leader, and does it accept producers?',
    maxStates: 'Stop at so many states',
    faults: 'Faults',
    faultsHelp: 'How often each may happen. Empty: never.',
    moreFaults: 'More faults',
    more: 'More options',
    moreHelp: 'As on the command line, such as --storage --retention 1 --time 2',
    find: 'Find',
    stop: 'Stop',
    searching: 'Searching',
    replaying: 'Replaying the schedule of the link',
    stopping: 'Stopping',
    answered: (seconds) => `Done in ${seconds} s`,
    replayed: 'The schedule of the link was replayed',
    answer: 'Answer',
    picture: 'Steps of the schedule',
    savePage: 'Save this picture as a page',
    whole: 'All that the command line prints',
    link: 'Link to this answer',
    command: 'The same search in the command line',
    replay: 'Open in the command line',
    inClone: 'In a clone of tidemark: npm run -s tidemark -- in place of npx tidemark.',
    copy: 'Copy',
    copied: 'Copied',
    selected: 'Selected: copy it with the keyboard',
    refused: 'This cannot be asked',
    bug: 'The search failed. Either this browser gives it too little memory, or it is a bug in tidemark',
  },
  ko: {
    title: 'tidemark 놀이터',
    intro:
      '카프카 버전과 설정, 일어날 수 있는 장애를 고른다. 찾기를 누르면 이 범위 안에서 가능한 모든 사건 순서를 탐색해, 레코드를 잃거나 복제의 다른 약속을 깨는 가장 짧은 순서를 찾는다. 탐색은 이 페이지 안에서 실행되며 아무것도 외부로 보내지 않는다.',
    other: 'English',
    example: '예제',
    pick: '예제 고르기',
    version: '카프카',
    kafka: '버전',
    unlike: '이 버전에서는 일어나지 않는 실패만',
    unlikeNone: '모든 실패',
    kips: (on, all) => `KIP와 수정: ${all}개 중 ${on}개 켜짐`,
    kipsHelp:
      '하나를 끄면 그것이 무엇을 막는지 볼 수 있다. 그 버전에 원래 있는 실패를 빼려면 “이 버전에서는 일어나지 않는 실패만”에서 같은 버전을 고른다.',
    settings: '설정',
    unclean: 'unclean.leader.election.enable',
    world: '범위',
    brokers: '브로커',
    records: '레코드',
    epochs: '리더에포크',
    leader: '첫 리더',
    grain: '페치의 단위',
    judge: '판정할 실행',
    availability: '가용성만 확인: 리더가 있고 프로듀서를 받아들이는가?',
    maxStates: '이만큼의 상태에서 멈춤',
    faults: '장애',
    faultsHelp: '각 장애가 일어날 수 있는 횟수. 비우면 일어나지 않는다.',
    moreFaults: '다른 장애',
    more: '다른 옵션',
    moreHelp: '명령줄과 같이 쓴다. 예: --storage --retention 1 --time 2',
    find: '찾기',
    stop: '멈춤',
    searching: '탐색 중',
    replaying: '링크의 스케줄을 다시 실행하는 중',
    stopping: '멈추는 중',
    answered: (seconds) => `${seconds}초 걸림`,
    replayed: '링크의 스케줄을 다시 실행했다',
    answer: '답',
    picture: '스케줄의 단계',
    savePage: '이 그림을 페이지로 저장',
    whole: '명령줄이 출력하는 전체 내용',
    link: '이 답의 링크',
    command: '명령줄에서 같은 탐색',
    replay: '명령줄에서 열기',
    inClone: 'tidemark를 클론한 폴더에서는 npx tidemark 대신 npm run -s tidemark -- 를 쓴다.',
    copy: '복사',
    copied: '복사했다',
    selected: '선택했다. 키보드로 복사한다',
    refused: '이렇게는 물을 수 없다',
    bug: '탐색이 실패했다. 브라우저가 주는 메모리가 부족하거나 tidemark의 버그다',
  },
}
